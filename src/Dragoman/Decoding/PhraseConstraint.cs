namespace Dragoman.Decoding;

/// <summary>Phrases that a translation must hold, and others that it must not. Immutable.</summary>
/// <param name="must">Phrases that must be there, of at least one token each, none twice.</param>
/// <param name="not">Phrases that must not be there, of at least one token each.</param>
internal sealed class PhraseConstraint(IReadOnlyList<int[]> must, IReadOnlyList<int[]> not)
{
    private readonly int[][] _borders = [.. must.Concat(not).Select(BordersOf)];

    /// <summary>Number of phrases that must be there; the others follow them.</summary>
    internal int MustCount => must.Count;

    /// <summary>Number of all phrases.</summary>
    internal int Count => _borders.Length;

    /// <summary>Tokens of the phrases that must be there.</summary>
    internal int Needed { get; } = must.Sum(phrase => phrase.Length);

    /// <summary>Whether there are phrases that must not be there.</summary>
    internal bool Forbids => not.Count > 0;

    /// <summary>The tokens of all phrases.</summary>
    internal IReadOnlyList<int> Tokens { get; } = [.. must.Concat(not).SelectMany(phrase => phrase).Distinct()];

    /// <summary>A phrase.</summary>
    /// <param name="index">Its number.</param>
    internal int[] Phrase(int index) => index < must.Count ? must[index] : not[index - must.Count];

    /// <summary>Whether a text holds a phrase that must not be there.</summary>
    /// <param name="tokens">The text.</param>
    internal bool IsForbiddenIn(ReadOnlySpan<int> tokens)
    {
        foreach (int[] phrase in not)
        {
            if (tokens.IndexOf(phrase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The state before the first token.</summary>
    /// <param name="maximumLength">Longest translation in tokens.</param>
    internal PhraseState Begin(int maximumLength) => new(this, new int[Count], maximumLength);

    /// <summary>How many tokens of a phrase are written after one token more: the longest end of the text that begins the phrase.</summary>
    /// <remarks>Knuth, Morris, Pratt 1977.</remarks>
    /// <param name="index">Number of the phrase.</param>
    /// <param name="written">How many there are.</param>
    /// <param name="token">The token.</param>
    internal int Advance(int index, int written, int token)
    {
        int[] phrase = Phrase(index);
        if (written == phrase.Length)
        {
            written = _borders[index][written - 1];
        }

        while (written > 0 && phrase[written] != token)
        {
            written = _borders[index][written - 1];
        }

        return phrase[written] == token ? written + 1 : 0;
    }

    /// <summary>For each beginning of a phrase the length of its longest shorter beginning that is also its end.</summary>
    private static int[] BordersOf(int[] phrase)
    {
        int[] borders = new int[phrase.Length];
        for (int i = 1, border = 0; i < phrase.Length; i++)
        {
            while (border > 0 && phrase[border] != phrase[i])
            {
                border = borders[border - 1];
            }

            border += phrase[border] == phrase[i] ? 1 : 0;
            borders[i] = border;
        }

        return borders;
    }
}
