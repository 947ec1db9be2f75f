namespace Dragoman.Metrics;

/// <summary>Edit distance in which moving a phrase costs one edit, found greedily; owns scratch memory.</summary>
/// <remarks>
/// Snover et al. 2006. Again and again the move that saves most edits is made, until none saves any. A phrase may be moved if the same words
/// stand in the reference, if a word on either side is wrong where it stands now, and if it does not already stand where it should.
/// As in tercom a phrase has at most 10 words and moves over at most 50; as in sacreBLEU at most 1,000 moves are tried for a sentence.
/// </remarks>
internal sealed class ShiftedEditDistance
{
    private const int MaximumPhrase = 10;
    private const int MaximumDistance = 50;
    private const int MaximumTries = 1000;

    private readonly BandedEditDistance _distance = new();
    private readonly EditPath _path = new();
    private int[] _words = [];
    private int[] _moved = [];
    private int _tries;

    /// <summary>Moves and edits that make the reference of the hypothesis.</summary>
    /// <param name="hypothesis">[hypothesis_time] Token numbers.</param>
    /// <param name="reference">[reference_time] Token numbers.</param>
    /// <returns>The number of edits; all words of the hypothesis if the reference has none.</returns>
    public int Between(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
    {
        if (reference.IsEmpty)
        {
            return hypothesis.Length;
        }

        _words = hypothesis.ToArray();
        _moved = new int[hypothesis.Length];
        _tries = 0;
        _distance.Reset(reference, hypothesis.Length);
        int moves = 0;
        while (true)
        {
            int edits = _distance.Read(_words);
            if (edits == 0 || FindBest(reference, edits) is not { Saved: > 0 } best || _tries >= MaximumTries)
            {
                return moves + edits;
            }

            best.Apply(_words, _moved);
            (_words, _moved) = (_moved, _words);
            moves++;
        }
    }

    private PhraseMove? FindBest(ReadOnlySpan<int> reference, int edits)
    {
        _path.Trace(_distance, _words, reference);
        PhraseMove? best = null;
        for (int from = 0; from < _words.Length; from++)
        {
            int last = Math.Min(reference.Length - 1, from + MaximumDistance);
            for (int wanted = Math.Max(0, from - MaximumDistance); wanted <= last; wanted++)
            {
                int longest = Math.Min(MaximumPhrase, Math.Min(_words.Length - from, reference.Length - wanted));
                int common = _words.AsSpan(from, longest).CommonPrefixLength(reference.Slice(wanted, longest));
                for (int length = 1; length <= common; length++)
                {
                    if (_path.MayMove(from, wanted, length) && TryMoves(from, wanted, length, edits, ref best))
                    {
                        return best;
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Tries to move a phrase behind each reference word from the one before its place to the last of it; true if that was enough.</summary>
    private bool TryMoves(int from, int wanted, int length, int edits, ref PhraseMove? best)
    {
        int previous = -1;
        for (int position = wanted - 1; position < wanted + length; position++)
        {
            int to = position < 0 ? 0 : _path.HypothesisPositionOf(position) + 1;
            if (to == previous)
            {
                continue;
            }

            previous = to;
            _tries++;
            PhraseMove move = new(from, length, to, Saved: 0);
            move.Apply(_words, _moved);
            move = move with { Saved = edits - _distance.ReadMoved(_moved, shared: Math.Min(from, to)) };
            if (best is not { } other || move.IsBetterThan(other))
            {
                best = move;
            }
        }

        return _tries >= MaximumTries;
    }
}
