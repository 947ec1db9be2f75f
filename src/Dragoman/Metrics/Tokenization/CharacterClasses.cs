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

/// <summary>Every code point outside another set.</summary>
/// <typeparam name="T">The other set.</typeparam>
internal readonly struct Not<T> : ICharacterClass
    where T : struct, ICharacterClass
{
    public static bool Contains(int codePoint) => !T.Contains(codePoint);
}
