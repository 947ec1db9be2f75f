using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dragoman.Metrics.Tokenization;

/// <summary>The string operations of Python on which the reference implementations of the metrics rest.</summary>
internal static class PythonText
{
    private const char CapitalDottedI = '\u0130';
    private const char CapitalSigma = '\u03A3';
    private const char SmallSigma = '\u03C3';
    private const char FinalSigma = '\u03C2';
    private static readonly SearchValues<char> SpecialCapitals = SearchValues.Create([CapitalDottedI, CapitalSigma]);

    /// <summary><c>str.isspace</c> of one character: .NET's white space and the four ASCII separators.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    /// <summary><c>str.rstrip</c>.</summary>
    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsSpace(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    /// <summary>Takes the next word of <c>str.split</c> off the front of <paramref name="rest"/>.</summary>
    /// <param name="rest">Text not yet read; shortened by the call.</param>
    /// <param name="word">The word, if there is one.</param>
    /// <returns>False at the end of the text.</returns>
    public static bool TryReadWord(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> word)
    {
        int start = 0;
        while (start < rest.Length && IsSpace(rest[start]))
        {
            start++;
        }

        int end = start;
        while (end < rest.Length && !IsSpace(rest[end]))
        {
            end++;
        }

        word = rest[start..end];
        rest = rest[end..];
        return word.Length > 0;
    }

    /// <summary>The code point at an index and its length in characters; a lone surrogate stands for itself.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        bool isPair = char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        length = isPair ? 2 : 1;
        return isPair ? char.ConvertToUtf32(c, text[index + 1]) : c;
    }

    /// <summary><c>str.lower</c>: Unicode lower case, with the two rules that change a character's length or context.</summary>
    public static string Lower(string text)
    {
        string lowered = text.ToLowerInvariant();
        if (!text.AsSpan().ContainsAny(SpecialCapitals))
        {
            return lowered;
        }

        StringBuilder result = new(text.Length + 4);
        for (int i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                CapitalDottedI => result.Append("i\u0307"),
                CapitalSigma => result.Append(EndsWord(text.AsSpan(0, i), text.AsSpan(i + 1)) ? FinalSigma : SmallSigma),
                _ => result.Append(lowered[i]),
            };
        }

        return result.ToString();
    }

    /// <summary>Unicode's Final_Sigma: a letter before it, none after it, accents and apostrophes not counted.</summary>
    private static bool EndsWord(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        Rune last;
        while (Rune.DecodeLastFromUtf16(before, out last, out int length) == OperationStatus.Done && IsCaseIgnorable(last))
        {
            before = before[..^length];
        }

        Rune next;
        while (Rune.DecodeFromUtf16(after, out next, out int length) == OperationStatus.Done && IsCaseIgnorable(next))
        {
            after = after[length..];
        }

        return !before.IsEmpty && IsCased(last) && (after.IsEmpty || !IsCased(next));
    }

    private static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9); // ª, º, Roman and circled

    private static bool IsCaseIgnorable(Rune rune) =>
        rune.Value is '\'' or '.' or ':' or 0xB7 or 0x2018 or 0x2019 or 0x2024 or 0x2027
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
