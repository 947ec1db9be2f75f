using System.Globalization;
using System.Text;

namespace Dragoman.Text.Moses;

/// <summary>The classes of characters that the rules speak of.</summary>
internal static class CharacterClass
{
    /// <summary>A letter, or a mark that belongs to a word as letters do (the Unicode property Alphabetic).</summary>
    internal static bool IsLetter(int point) => point < 0x80
        ? char.IsAsciiLetter((char)point)
        : Category(point) <= UnicodeCategory.OtherLetter || Category(point) == UnicodeCategory.LetterNumber || AlphabeticMarks.Contains(point);

    /// <summary>A letter or a digit.</summary>
    internal static bool IsLetterOrDigit(int point) => IsLetter(point) || Category(point) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>A number of any kind, digits, ² and Ⅷ alike.</summary>
    internal static bool IsNumber(int point) => Category(point) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>A small letter.</summary>
    internal static bool IsSmall(int point) => Category(point) == UnicodeCategory.LowercaseLetter || point is 'ª' or 'º';

    /// <summary>A sign of a currency.</summary>
    internal static bool IsCurrency(int point) => Category(point) == UnicodeCategory.CurrencySymbol;

    /// <summary>A character of Chinese, Japanese or Korean, which are written without spaces.</summary>
    internal static bool IsEastAsian(int point) => point is (>= 0x1100 and <= 0x11FF) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xA840 and <= 0xA87F)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF65 and <= 0xFFDC) or (>= 0x20000 and <= 0x2FFFF);

    /// <summary>The first character of a text; −1 of an empty one.</summary>
    internal static int First(ReadOnlySpan<char> text) =>
        text.IsEmpty ? -1 : Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done ? rune.Value : text[0];

    /// <summary>The last character of a text; −1 of an empty one.</summary>
    internal static int Last(ReadOnlySpan<char> text) =>
        text.IsEmpty ? -1 : Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done ? rune.Value : text[^1];

    private static UnicodeCategory Category(int point) => point < 0 ? UnicodeCategory.OtherNotAssigned : CharUnicodeInfo.GetUnicodeCategory(point);
}
