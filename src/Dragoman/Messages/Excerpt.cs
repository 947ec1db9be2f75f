namespace Dragoman.Messages;

/// <summary>Shortens the user's text for a message: it may be one line of megabytes.</summary>
internal static class Excerpt
{
    /// <summary>The beginning of a text, and its end where that says what is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Characters of the beginning to keep.</param>
    /// <param name="end">Characters of the end to keep.</param>
    internal static string Of(ReadOnlySpan<char> text, int start = 79, int end = 0)
    {
        if (text.Length <= start + end + 1)
        {
            return text.ToString();
        }

        int first = char.IsHighSurrogate(text[start - 1]) ? start - 1 : start; // Half a character is none.
        return $"{text[..first]}…{text[^end..]}";
    }
}
