using System.Buffers;

namespace Dragoman.Text;

/// <summary>Makes one plain space of each run of white space, none at the ends, and takes out marks without width and meaning.</summary>
internal static class SpaceCleaner
{
    private static readonly SearchValues<char> Marks = SearchValues.Create(WhiteSpace.MeaninglessMarks);

    private static readonly SearchValues<char> SpacesAndMarks = SearchValues.Create(WhiteSpace.Characters + WhiteSpace.MeaninglessMarks);

    /// <summary>Cleans one text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The cleaned text; the same instance if nothing had to change.</returns>
    internal static string Clean(string text)
    {
        int clean = CleanLength(text);
        if (clean == text.Length)
        {
            return text;
        }

        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(0, buffer, 0, clean);
        int length = clean;
        for (ReadOnlySpan<char> rest = text.AsSpan(clean); !rest.IsEmpty;)
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

    /// <summary>How many characters from the start on stay as they are: to a space that is not plain or not alone, or to a mark.</summary>
    private static int CleanLength(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny(SpacesAndMarks);
            if (length < 0)
            {
                break;
            }

            start += length + 1;
            bool isAlone = start > 1 && start < text.Length && text[start - 2] != ' ';
            if (text[start - 1] != ' ' || !isAlone)
            {
                return start - 1;
            }
        }

        return text.Length;
    }
}
