namespace Dragoman.Text.Moses;

/// <summary>Tells of each word of a text in turn whether a sentence starts with it.</summary>
internal struct SentenceStarts
{
    private static readonly string[] Openings = ["(", "[", "]", "\"", "'"];

    private bool _isInside;

    /// <summary>Whether a word ends a sentence.</summary>
    internal static bool IsEnd(ReadOnlySpan<char> word) => word is "." or ":" or "?" or "!";

    /// <summary>Whether a word may stand before the first word of a sentence.</summary>
    internal static bool IsOpening(ReadOnlySpan<char> word)
    {
        foreach (string opening in Openings)
        {
            if (word.SequenceEqual(opening))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next word.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Whether a sentence starts with it, after opening marks.</returns>
    internal bool Next(ReadOnlySpan<char> word)
    {
        bool starts = !_isInside;
        _isInside = !IsEnd(word) && (_isInside || !IsOpening(word));
        return starts;
    }
}
