namespace Dragoman.Text;

/// <summary>Cuts one word: begins with its characters and applies the merges in the order in which they were learnt.</summary>
/// <remarks>All places of a merge are merged from the left before the next is looked for. Immutable and safe for many threads.</remarks>
internal sealed class BytePairMerger
{
    private const int Unknown = -1;

    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<(int Left, int Right), (int Rank, int Symbol)> _merges = [];
    private readonly Dictionary<string, (string Left, string Right)> _parts = [];
    private readonly IReadOnlySet<string>? _pieces;
    private readonly bool _endsApart;

    /// <summary>Prepares merges.</summary>
    /// <param name="codes">The merges.</param>
    internal BytePairMerger(BytePairCodes codes)
    {
        (_pieces, _endsApart) = (codes.Pieces, codes.EndsApart);
        for (int rank = 0; rank < codes.Merges.Count; rank++)
        {
            (string left, string right) = codes.Merges[rank];
            _merges.TryAdd((IdOf(left), IdOf(right)), (rank, IdOf(left + right))); // Of two alike the first counts.
            _parts.TryAdd(left + right, (left, right));
        }
    }

    /// <summary>The pieces of a word, all but the last with the joiner.</summary>
    /// <param name="word">The word; not empty.</param>
    internal string[] Cut(string word)
    {
        if (CodePoint.Length(word, 0) == word.Length)
        {
            return [word];
        }

        PieceChain chain = new(word, _endsApart, symbol => _ids.GetValueOrDefault(symbol, Unknown));
        PriorityQueue<int, (int Rank, int Place)> open = new(); // places of left symbols
        for (int place = 0; place < chain.Count; place++)
        {
            Enqueue(chain, place, open);
        }

        List<int> formed = [];
        while (open.TryPeek(out _, out (int Rank, int Place) first))
        {
            formed.Clear();
            while (open.TryPeek(out int left, out (int Rank, int Place) next) && next.Rank == first.Rank)
            {
                open.Dequeue();
                if (_merges.TryGetValue(chain.PairAt(left), out (int Rank, int Symbol) merge) && merge.Rank == first.Rank)
                {
                    chain.Merge(left, merge.Symbol);
                    formed.Add(left);
                }
            }

            foreach (int place in formed.Where(chain.IsThere))
            {
                Enqueue(chain, place, open);
                if (chain.Before(place) is >= 0 and int before)
                {
                    Enqueue(chain, before, open);
                }
            }
        }

        List<string> pieces = [.. chain.Pieces()];
        return _pieces is null ? Join(pieces) : Join([.. Restricted(pieces)]);
    }

    private void Enqueue(PieceChain chain, int place, PriorityQueue<int, (int, int)> open)
    {
        if (_merges.TryGetValue(chain.PairAt(place), out (int Rank, int) merge))
        {
            open.Enqueue(place, (merge.Rank, place));
        }
    }

    /// <summary>The pieces with those that are not to be used taken apart as they were merged.</summary>
    private IEnumerable<string> Restricted(List<string> pieces)
    {
        Stack<(string Piece, bool IsLast)> open = new(pieces.Select((piece, i) => (piece, i == pieces.Count - 1)).Reverse());
        while (open.TryPop(out (string Piece, bool IsLast) next))
        {
            if (_pieces!.Contains(next.IsLast ? next.Piece : next.Piece + BytePairTokenizer.Joiner)
                || !_parts.TryGetValue(next.IsLast ? next.Piece + BytePairCodes.WordEnd : next.Piece, out (string Left, string Right) parts)
                || parts.Right == BytePairCodes.WordEnd)
            {
                yield return next.Piece;
                continue;
            }

            open.Push((next.IsLast ? parts.Right[..^BytePairCodes.WordEnd.Length] : parts.Right, next.IsLast));
            open.Push((parts.Left, false));
        }
    }

    private static string[] Join(List<string> pieces) =>
        [.. pieces.Select((piece, i) => i < pieces.Count - 1 ? piece + BytePairTokenizer.Joiner : piece)];

    private int IdOf(string symbol)
    {
        if (!_ids.TryGetValue(symbol, out int id))
        {
            id = _ids.Count;
            _ids.Add(symbol, id);
        }

        return id;
    }
}
