namespace Dragoman.Text.Moses;

/// <summary>Marks and symbols that belong to a word as letters do (the Unicode property Other_Alphabetic), such as the vowel signs of Hindi.</summary>
internal static partial class AlphabeticMarks
{
    /// <summary>Whether a code point is one.</summary>
    /// <param name="point">The code point.</param>
    internal static bool Contains(int point)
    {
        ReadOnlySpan<int> ranges = Ranges; // first and last of each range
        int at = ranges.BinarySearch(point);
        return at >= 0 || (~at & 1) == 1; // Between a first and a last one.
    }
}
