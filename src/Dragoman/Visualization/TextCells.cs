using System.Globalization;
using System.Text;

namespace Dragoman.Visualization;

/// <summary>How much room text takes in a terminal, where CJK characters and emoji take two cells and marks take none.</summary>
/// <remarks>After Unicode Standard Annex 11 (East Asian Width) and the habits of terminals; fonts may disagree about emoji.</remarks>
internal static class TextCells
{
    private const int VariationSelectorEmoji = 0xFE0F;
    private const int SoftHyphen = 0xAD;

    /// <summary>First and last code points of the ranges that take two cells.</summary>
    private static readonly (int First, int Last)[] WideRanges =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3),
        (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1),
        (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA),
        (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA), (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B),
        (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797),
        (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E),
        (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x18D08), (0x1B000, 0x1B2FF), (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F64F), (0x1F680, 0x1F6FF),
        (0x1F7E0, 0x1F7EB), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Splits text into what a reader calls characters.</summary>
    public static IEnumerable<string> Clusters(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    /// <summary>Cells that a text takes.</summary>
    public static int Width(string text) => Clusters(text).Sum(ClusterWidth);

    /// <summary>True for a code point that takes two cells on its own.</summary>
    public static bool IsWide(Rune rune)
    {
        int index = Array.BinarySearch(WideRanges, (rune.Value, int.MaxValue));
        (int first, int last) = WideRanges[Math.Max(~index - 1, 0)];
        return rune.Value >= first && rune.Value <= last;
    }

    /// <summary>True for a code point that is drawn onto its neighbour, or not at all.</summary>
    public static bool IsMark(Rune rune) => rune.Value is (>= 0x1160 and <= 0x11FF) ||
        (rune.Value != SoftHyphen && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format);

    /// <summary>Shortens a text to at most <paramref name="width"/> cells; an ellipsis shows that something is missing.</summary>
    public static string Shorten(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var kept = new StringBuilder();
        int used = 1; // the ellipsis
        foreach (string cluster in Clusters(text))
        {
            used += ClusterWidth(cluster);
            if (used > width)
            {
                break;
            }

            kept.Append(cluster);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>Adds spaces on the left up to <paramref name="width"/> cells.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(width - Width(text), 0)) + text;

    /// <summary>Adds spaces on the right up to <paramref name="width"/> cells.</summary>
    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(width - Width(text), 0));

    /// <summary>Replaces control characters, line breaks and halves of surrogate pairs, which would tear a display.</summary>
    public static string Printable(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) // A half of a pair comes as U+FFFD.
        {
            bool breaks = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFE or 0xFFFF;
            result.Append(breaks ? Rune.ReplacementChar : rune);
        }

        return result.ToString();
    }

    private static int ClusterWidth(string cluster)
    {
        int width = 0;
        foreach (Rune rune in cluster.EnumerateRunes())
        {
            if (IsWide(rune) || rune.Value == VariationSelectorEmoji)
            {
                return 2;
            }

            width += IsMark(rune) ? 0 : 1;
        }

        return width;
    }
}
