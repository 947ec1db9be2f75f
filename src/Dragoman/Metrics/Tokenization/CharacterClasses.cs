using System.Globalization;

namespace Dragoman.Metrics.Tokenization;

/// <summary>A set of code points, as between the brackets of a regular expression.</summary>
internal interface ICharacterClass
{
    /// <summary>Whether the code point belongs to the set.</summary>
    static abstract bool Contains(int codePoint);
}

/// <summary>ASCII symbols but for the apostrophe, comma, hyphen and full stop: <c>[{-~[-` -&amp;(-+:-@/]</c>.</summary>
internal readonly struct AsciiSymbol : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        codePoint is (>= '{' and <= '~') or (>= '[' and <= '`') or (>= ' ' and <= '&') or (>= '(' and <= '+')
            or (>= ':' and <= '@') or '/';
}

/// <summary><c>[.,]</c></summary>
internal readonly struct PeriodOrComma : ICharacterClass
{
    public static bool Contains(int codePoint) => codePoint is '.' or ',';
}

/// <summary><c>[-]</c></summary>
internal readonly struct Hyphen : ICharacterClass
{
    public static bool Contains(int codePoint) => codePoint is '-';
}

/// <summary><c>[0-9]</c></summary>
internal readonly struct AsciiDigit : ICharacterClass
{
    public static bool Contains(int codePoint) => codePoint is >= '0' and <= '9';
}

/// <summary><c>\p{P}</c></summary>
internal readonly struct Punctuation : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
}

/// <summary><c>\p{S}</c></summary>
internal readonly struct Symbol : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;
}

/// <summary><c>\p{N}</c></summary>
internal readonly struct Number : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}

/// <summary>What tercom takes out as punctuation: <c>[.,?:;!"()]</c></summary>
internal readonly struct TercomPunctuation : ICharacterClass
{
    public static bool Contains(int codePoint) => codePoint is '.' or ',' or '?' or ':' or ';' or '!' or '"' or '(' or ')';
}

/// <summary>Punctuation of East Asian text, and the full-width forms of Western punctuation, as tercom has them.</summary>
internal readonly struct AsianPunctuation : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        codePoint is 0x3001 or 0x3002 or (>= 0x3008 and <= 0x3011) or (>= 0x3014 and <= 0x301F) or (>= 0xFF61 and <= 0xFF65) or 0x30FB
            or 0xFF0E or 0xFF0C or 0xFF1F or 0xFF1A or 0xFF1B or 0xFF01 or 0xFF02 or 0xFF08 or 0xFF09;
}

/// <summary>Ideographs, their radicals and strokes, compatibility forms and enclosed letters, as tercom has them in sacreBLEU.</summary>
/// <remarks>The enclosed letters end at U+3F22 there, amid other ideographs, though their block ends at U+32FF.</remarks>
internal readonly struct Ideograph : ICharacterClass
{
    public static bool Contains(int codePoint) =>
        codePoint is (>= 0x2E80 and <= 0x2EFF) or (>= 0x31C0 and <= 0x31EF) or (>= 0x3200 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F);
}

/// <summary>Every code point outside another set.</summary>
/// <typeparam name="T">The other set.</typeparam>
internal readonly struct Not<T> : ICharacterClass
    where T : struct, ICharacterClass
{
    public static bool Contains(int codePoint) => !T.Contains(codePoint);
}
