using Dragoman.Numerics.Random;

namespace Dragoman.Text;

/// <summary>Cuts one word: begins with its characters and applies the merges in the order in which they were learnt.</summary>
/// <remarks>All places of a merge are merged from the left before the next is looked for. Immutable and safe for many threads.</remarks>
internal sealed class BytePairMerger
{
    private const int Unknown = -1;
    private const int NoRank = int.MaxValue;
    private const int FewSymbols = 40; // Of so many, looking at all pairs for each merge is quicker than keeping them in order.

    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _symbols;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lastSymbols; // without the mark of the end
    private readonly Dictionary<(int Left, int Right), (int Rank, int Symbol)> _merges = [];
    private readonly Dictionary<string, (string Left, string Right)> _parts = [];
    private readonly int _few;
    private readonly IReadOnlySet<string>? _pieces;
    private readonly bool _endsApart;

    /// <summary>Prepares merges.</summary>
    /// <param name="codes">The merges.</param>
    /// <param name="few">Words of fewer characters count as short, at most the default; the pieces are the same.</param>
    internal BytePairMerger(BytePairCodes codes, int few = FewSymbols)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(few, FewSymbols);
        (_few, _pieces, _endsApart) = (few, codes.Pieces, codes.EndsApart);
        for (int rank = 0; rank < codes.Merges.Count; rank++)
        {
            (string left, string right) = codes.Merges[rank];
            _merges.TryAdd((IdOf(left), IdOf(right)), (rank, IdOf(left + right))); // Of two alike the first counts.
            _parts.TryAdd(left + right, (left, right));
        }

        _symbols = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _lastSymbols = _ids.Where(id => id.Key.EndsWith(BytePairCodes.WordEnd, StringComparison.Ordinal))
            .ToDictionary(id => id.Key[..^BytePairCodes.WordEnd.Length], id => id.Value)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The pieces of a word, all but the last with the joiner.</summary>
    /// <param name="word">The word; not empty.</param>
    internal string[] Cut(string word)
    {
        if (CodePoint.Length(word, 0) == word.Length)
        {
            return [word];
        }

        List<string> pieces = word.Length < _few ? FewMerged(word) : ManyMerged(word);
        return _pieces is null ? Join(pieces) : Join([.. Restricted(pieces)]);
    }

    /// <summary>The pieces of a short word: of all pairs the first learnt is merged, wherever it is, until none is left.</summary>
    private List<string> FewMerged(string word)
    {
        Span<int> symbols = stackalloc int[FewSymbols];
        Span<int> ends = stackalloc int[FewSymbols]; // in the word
        Span<int> ranks = stackalloc int[FewSymbols]; // of the merge of each symbol with the next
        int count = Begin(word, symbols, ends);
        for (int i = 0; i < count; i++)
        {
            ranks[i] = RankAt(symbols[..count], i);
        }

        for (int first = Least(ranks[..count]); first != NoRank; first = Least(ranks[..count]))
        {
            for (int i = 0; i < count; i++)
            {
                if (ranks[i] == first)
                {
                    symbols[i] = _merges[(symbols[i], symbols[i + 1])].Symbol;
                    symbols[(i + 2)..count].CopyTo(symbols[(i + 1)..]);
                    ends[(i + 1)..count].CopyTo(ends[i..]);
                    ranks[(i + 2)..count].CopyTo(ranks[(i + 1)..]);
                    count--;
                    ranks[i] = RankAt(symbols[..count], i);
                    if (i > 0)
                    {
                        ranks[i - 1] = RankAt(symbols[..count], i - 1);
                    }
                }
            }
        }

        List<string> pieces = new(count);
        for (int i = 0, start = 0; i < count; start = ends[i++])
        {
            if (ends[i] > start) // The mark of the end alone is no text.
            {
                pieces.Add(word[start..ends[i]]);
            }
        }

        return pieces;
    }

    /// <summary>The characters of a word as symbols, and where each ends.</summary>
    private int Begin(string word, Span<int> symbols, Span<int> ends)
    {
        int count = 0;
        for (int start = 0; start < word.Length; count++)
        {
            int length = CodePoint.Length(word, start);
            bool isLast = start + length == word.Length && !_endsApart;
            symbols[count] = (isLast ? _lastSymbols : _symbols).TryGetValue(word.AsSpan(start, length), out int id) ? id : Unknown;
            start += length;
            ends[count] = start;
        }

        if (_endsApart)
        {
            symbols[count] = _ids.GetValueOrDefault(BytePairCodes.WordEnd, Unknown);
            ends[count++] = word.Length;
        }

        return count;
    }

    private int RankAt(ReadOnlySpan<int> symbols, int at) =>
        at + 1 < symbols.Length && _merges.TryGetValue((symbols[at], symbols[at + 1]), out (int Rank, int) merge) ? merge.Rank : NoRank;

    private static int Least(ReadOnlySpan<int> ranks)
    {
        int least = NoRank;
        foreach (int rank in ranks)
        {
            least = Math.Min(least, rank);
        }

        return least;
    }

    /// <summary>The pieces of a long word: open pairs stand in a queue, so that the time does not grow with the square of the length.</summary>
    private List<string> ManyMerged(string word)
    {
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

        return [.. chain.Pieces()];
    }

    /// <summary>The pieces of a word when each merge, each time its turn comes, is passed over with some probability.</summary>
    /// <remarks>Provilkov et al. 2020 (arXiv:1910.13267), algorithm 1. What was passed over may be merged after the next merge that is not.</remarks>
    /// <param name="word">The word; not empty.</param>
    /// <param name="dropout">The probability.</param>
    /// <param name="random">Where chance comes from.</param>
    internal string[] CutAtRandom(string word, float dropout, RandomStream random)
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

        List<(int Left, (int Rank, int Place))> passedOver = [];
        while (open.TryDequeue(out int left, out (int Rank, int Place) next))
        {
            if (!_merges.TryGetValue(chain.PairAt(left), out (int Rank, int Symbol) merge) || merge.Rank != next.Rank)
            {
                continue; // One of the two has been merged with another.
            }

            if (random.NextFloat() < dropout)
            {
                passedOver.Add((left, next));
                continue;
            }

            chain.Merge(left, merge.Symbol);
            Enqueue(chain, left, open);
            if (chain.Before(left) is >= 0 and int before)
            {
                Enqueue(chain, before, open);
            }

            open.EnqueueRange(passedOver);
            passedOver.Clear();
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
