using System.Text;

namespace Dragoman.Text.SentencePieces;

/// <summary>Cuts text into the pieces whose probabilities have the largest product (Kudo 2018), found from the left for each place (Viterbi).</summary>
internal sealed class UnigramCutter : IPieceCutter
{
    private const int Nowhere = -1;
    private const float UnknownPenalty = 10;
    private const double KeptBonus = 0.1;

    private readonly PieceTrie _trie = new();
    private readonly double[] _scores; // by id
    private readonly float _unknown;

    /// <summary>Prepares a model.</summary>
    /// <param name="model">The model.</param>
    internal UnigramCutter(SentencePieceModel model)
    {
        float[] normal = [.. model.Pieces.Where(piece => piece.Type == PieceType.Normal).Select(piece => piece.Score).DefaultIfEmpty(0)];
        (float worst, float best) = (normal.Min(), normal.Max());
        _unknown = worst - UnknownPenalty;
        _scores = new double[model.Pieces.Count];
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            Piece piece = model.Pieces[id];
            if (piece.Type is PieceType.Normal or PieceType.UserDefined)
            {
                // Text that is never cut is better than any pieces of it.
                _scores[id] = piece.Type == PieceType.Normal ? piece.Score : (Encoding.UTF8.GetByteCount(piece.Text) * best) - KeptBonus;
                _trie.Add(piece.Text, id);
            }
        }
    }

    /// <inheritdoc/>
    public void Cut(string text, List<(int Length, bool IsKnown)> pieces)
    {
        (float Score, int Start, bool IsKnown)[] best = new (float, int, bool)[text.Length + 1]; // of what ends there
        best.AsSpan().Fill((0, Nowhere, false));
        int length;
        for (int start = 0; start < text.Length; start += length)
        {
            length = Rune.TryGetRuneAt(text, start, out Rune character) ? character.Utf16SequenceLength : 1;
            bool isKnown = false; // the character alone
            int node = 0;
            for (int end = start; end < text.Length && node != PieceTrie.None;)
            {
                int id = _trie.Advance(ref node, text[end++]);
                if (id != PieceTrie.None)
                {
                    Offer(ref best[end], _scores[id] + best[start].Score, start, isKnown: true);
                    isKnown |= end - start == length;
                }
            }

            if (!isKnown)
            {
                Offer(ref best[start + length], _unknown + best[start].Score, start, isKnown: false);
            }
        }

        int first = pieces.Count;
        for (int end = text.Length; end > 0; end = best[end].Start)
        {
            pieces.Add((end - best[end].Start, best[end].IsKnown));
        }

        pieces.Reverse(first, pieces.Count - first);
    }

    private static void Offer(ref (float Score, int Start, bool IsKnown) best, double score, int start, bool isKnown)
    {
        if (best.Start == Nowhere || score > best.Score)
        {
            best = ((float)score, start, isKnown);
        }
    }
}
