using Dragoman.Numerics;

namespace Dragoman.Decoding;

/// <summary>Puts the scores of a shortlist where those of the whole vocabulary would be, so that searches and their rules know nothing of it; all others are −∞.</summary>
/// <remarks>A row is cleared only when another sentence gets it, for all rules leave −∞ as it is.</remarks>
internal sealed class ShortlistScores
{
    private readonly Shortlist _shortlist;
    private readonly Matrix _rows; // [max rows, vocab]
    private readonly int[] _owners; // [max rows] the sentence that has written each; −1 for none

    /// <summary>Takes memory.</summary>
    /// <param name="shortlist">The shortlist of the batch.</param>
    /// <param name="maxRows">Most rows that will ever be there at once.</param>
    /// <param name="vocabularySize">Number of target tokens.</param>
    /// <param name="arena">Where memory is taken from, and how long it lives.</param>
    internal ShortlistScores(Shortlist shortlist, int maxRows, int vocabularySize, Arena arena)
    {
        (_shortlist, _rows, _owners) = (shortlist, arena.Take(maxRows, vocabularySize), new int[maxRows]);
        Array.Fill(_owners, -1);
    }

    /// <summary>The first rows: [rows, vocab].</summary>
    /// <param name="count">Number of rows.</param>
    internal Matrix Take(int count) => _rows.RowRange(0, count);

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="scores">The scores of the sentence's tokens.</param>
    internal void Spread(int row, int sentence, ReadOnlySpan<float> scores)
    {
        Span<float> whole = _rows.Row(row);
        if (_owners[row] != sentence)
        {
            whole.Fill(float.NegativeInfinity);
            _owners[row] = sentence;
        }

        ReadOnlySpan<int> tokens = _shortlist.TokensOf(sentence);
        for (int i = 0; i < tokens.Length; i++)
        {
            whole[tokens[i]] = scores[i];
        }
    }
}
