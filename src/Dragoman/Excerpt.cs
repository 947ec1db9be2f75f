namespace Dragoman;

/// <summary>Shortens what a damaged file holds for a message: it may be one line of megabytes.</summary>
internal static class Excerpt
{
    /// <summary>The beginning of a text, and its end where that says what is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Characters of the beginning to keep.</param>
    /// <param name="end">Characters of the end to keep.</param>
    internal static string Of(string text, int start = 40, int end = 0) =>
        text.Length <= start + end + 1 ? text : $"{text.AsSpan(0, start)}…{text.AsSpan(text.Length - end)}";
}
