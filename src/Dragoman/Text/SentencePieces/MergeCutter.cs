namespace Dragoman.Text.SentencePieces;

/// <summary>Cuts text by merging neighbours into the piece with the best score, again and again (byte-pair encoding, over the whole sentence).</summary>
internal sealed class MergeCutter : IPieceCutter
{
    private const int None = -1;

    private readonly Dictionary<string, Piece>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly PieceTrie _kept = new();

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model.</param>
    internal MergeCutter(SentencePieceModel model)
    {
        _pieces = model.Pieces.Where(piece => piece.IsText).ToDictionary(piece => piece.Text).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Piece piece in model.Pieces.Where(piece => piece.Type == PieceType.UserDefined))
        {
            _kept.Add(piece.Text, 0);
        }
    }

    /// <inheritdoc/>
    public void Cut(string text, List<(int Length, bool IsKnown)> pieces)
    {
        List<Symbol> symbols = Characters(text);
        Merges merges = new(this, text, symbols);
        merges.Run();
        for (int at = 0; at < symbols.Count && at != None; at = symbols[at].Next)
        {
            merges.Write(symbols[at].Start, symbols[at].Length, pieces);
        }
    }

    private List<Symbol> Characters(string text)
    {
        List<Symbol> symbols = new(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int kept = _kept.LongestPrefix(text.AsSpan(start));
            int length = kept > 0 ? kept : char.IsSurrogatePair(text, start) ? 2 : 1;
            int next = start + length < text.Length ? symbols.Count + 1 : None;
            symbols.Add(new Symbol(start, length, symbols.Count - 1, next, IsKept: kept > 0));
            start += length;
        }

        return symbols;
    }

    /// <summary>A part of the text between two others; of no length once it has been merged into the one before it.</summary>
    private readonly record struct Symbol(int Start, int Length, int Before, int Next, bool IsKept);

    /// <summary>The merges of one text.</summary>
    private sealed class Merges(MergeCutter cutter, string text, List<Symbol> symbols)
    {
        private readonly PriorityQueue<(int Left, int Right, int Length), (float Score, int Left)> _open = new(BestFirst);
        private readonly Dictionary<string, int> _cuts = []; // where pieces that are not used are cut

        private static IComparer<(float Score, int Left)> BestFirst { get; } = Comparer<(float Score, int Left)>.Create(
            static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Left.CompareTo(b.Left));

        internal void Run()
        {
            for (int right = 1; right < symbols.Count; right++)
            {
                Offer(right - 1, right);
            }

            while (_open.TryDequeue(out (int Left, int Right, int Length) pair, out _))
            {
                (Symbol left, Symbol right) = (symbols[pair.Left], symbols[pair.Right]);
                if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
                {
                    continue; // One of them has been merged since.
                }

                symbols[pair.Left] = left with { Length = pair.Length, Next = right.Next };
                symbols[pair.Right] = right with { Length = 0 };
                if (right.Next != None)
                {
                    symbols[right.Next] = symbols[right.Next] with { Before = pair.Left };
                    Offer(pair.Left, right.Next);
                }

                Offer(left.Before, pair.Left);
            }
        }

        /// <summary>A piece, or those that one that is not used was merged of.</summary>
        internal void Write(int start, int length, List<(int Length, bool IsKnown)> pieces)
        {
            bool isKnown = cutter._pieces.TryGetValue(text.AsSpan(start, length), out Piece piece);
            if (isKnown && piece.Type == PieceType.Unused && _cuts.TryGetValue(piece.Text, out int cut))
            {
                Write(start, cut, pieces);
                Write(start + cut, length - cut, pieces);
                return;
            }

            pieces.Add((length, isKnown));
        }

        private void Offer(int left, int right)
        {
            if (left == None || symbols[left].IsKept || symbols[right].IsKept)
            {
                return;
            }

            int length = symbols[left].Length + symbols[right].Length;
            if (cutter._pieces.TryGetValue(text.AsSpan(symbols[left].Start, length), out Piece piece))
            {
                _open.Enqueue((left, right, length), (piece.Score, left));
                if (piece.Type == PieceType.Unused)
                {
                    _cuts[piece.Text] = symbols[left].Length;
                }
            }
        }
    }
}
