namespace Dragoman.Messages;

/// <summary>Shortens the user's text for a message, and keeps it on one line: it may be megabytes, and control a terminal.</summary>
internal static class Excerpt
{
    /// <summary>The beginning of a text, and its end where that says what is wrong; in place of control characters stands U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Characters of the beginning to keep.</param>
    /// <param name="end">Characters of the end to keep.</param>
    internal static string Of(ReadOnlySpan<char> text, int start = 79, int end = 0)
    {
        if (text.Length <= start + end + 1)
        {
            return OnOneLine(text);
        }

        int first = char.IsHighSurrogate(text[start - 1]) ? start - 1 : start; // Half a character is none.
        return $"{OnOneLine(text[..first])}…{OnOneLine(text[^end..])}";
    }

    private static string OnOneLine(ReadOnlySpan<char> text)
    {
        char[] line = text.ToArray();
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) ? '\uFFFD' : line[i];
        }

        return new string(line);
    }
}
