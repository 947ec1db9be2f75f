namespace Dragoman.Metrics;

/// <summary>Levenshtein distance with the kinds of edits told apart; owns scratch memory.</summary>
internal sealed class EditDistance
{
    private Edits[] _row = new Edits[64];

    /// <summary>The fewest edits that make the hypothesis of the reference.</summary>
    /// <param name="hypothesis">[hypothesis_time] Token numbers.</param>
    /// <param name="reference">[reference_time] Token numbers.</param>
    /// <returns>One best way; in a tie substitutions are preferred to a deletion and an insertion.</returns>
    public Edits Between(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        if (_row.Length <= hypothesis.Length)
        {
            _row = new Edits[2 * (hypothesis.Length + 1)];
        }

        Span<Edits> row = _row.AsSpan(0, hypothesis.Length + 1); // row[j]: from the reference read so far to hypothesis[..j]
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = new Edits(0, 0, j);
        }

        foreach (int token in reference)
        {
            Edits diagonal = row[0];
            row[0] = diagonal with { Deletions = diagonal.Deletions + 1 };
            for (int j = 1; j < row.Length; j++)
            {
                Edits above = row[j];
                row[j] = token == hypothesis[j - 1] ? diagonal : Cheapest(diagonal, above, row[j - 1]);
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static Edits Cheapest(Edits diagonal, Edits above, Edits left) =>
        diagonal.Total <= above.Total && diagonal.Total <= left.Total ? diagonal with { Substitutions = diagonal.Substitutions + 1 }
            : above.Total <= left.Total ? above with { Deletions = above.Deletions + 1 }
            : left with { Insertions = left.Insertions + 1 };

    /// <summary>Numbers of edits of each kind.</summary>
    internal readonly record struct Edits(int Substitutions, int Deletions, int Insertions)
    {
        public int Total => Substitutions + Deletions + Insertions;
    }
}
