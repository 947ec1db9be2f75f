using System.Buffers;
using System.Text;

namespace Dragoman.Text;

/// <summary>Makes one plain space of each run of white space, none at the ends, and takes out marks without width and meaning.</summary>
internal static class SpaceCleaner
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(WhiteSpace.MeaninglessMarks);

    private static readonly SearchValues<char> OddSpacesAndMarks =
        SearchValues.Create(WhiteSpace.Characters.Replace(" ", "", StringComparison.Ordinal) + WhiteSpace.MeaninglessMarks);

    private static readonly SearchValues<char> SpacesAndMarks = SearchValues.Create(WhiteSpace.Characters + WhiteSpace.MeaninglessMarks);

    /// <summary>Cleans one text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The cleaned text; the same instance if nothing had to change.</returns>
    internal static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        int length = 0;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int end = rest.IndexOfAny(SpacesAndMarks);
            ReadOnlySpan<char> kept = end < 0 ? rest : rest[..end];
            kept.CopyTo(buffer.AsSpan(length));
            length += kept.Length;
            if (end >= 0 && !Marks.Contains(rest[end]) && length > 0 && buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        string result = new(buffer.AsSpan(0, length).TrimEnd(' '));
        ArrayPool<char>.Shared.Return(buffer);
        return result;
    }

    /// <summary>What a character adds to a text that is cleaned from left to right; spaces at its end are left to the caller.</summary>
    /// <param name="before">The clean text so far.</param>
    /// <param name="c">The character.</param>
    internal static string Clean(StringBuilder before, char c) =>
        Marks.Contains(c) ? ""
        : !SpacesAndMarks.Contains(c) ? c.ToString()
        : before.Length > 0 && before[^1] != ' ' ? " "
        : "";

    private static bool IsClean(string text) =>
        text.Length == 0
        || (text[0] != ' ' && text[^1] != ' ' && !text.Contains("  ", StringComparison.Ordinal) && !text.AsSpan().ContainsAny(OddSpacesAndMarks));
}
