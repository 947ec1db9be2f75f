using System.Buffers;

namespace Dragoman.Decoding;

/// <summary>The tokens that the translations of a batch are made of: for each sentence its own, and together those whose scores are computed. Immutable.</summary>
/// <remarks>
/// What is computed is the union, once for the batch; what a sentence may write is its own part of it, so that its translation does not depend on the
/// other sentences. Jean et al. 2015, arXiv:1412.2007, section 3.3 (candidate lists).
/// </remarks>
internal sealed class Shortlist
{
    private const double LargestShare = 0.75; // of the vocabulary: beyond it a copy saves too little

    private readonly int[][] _tokens; // [batch] of rising tokens
    private readonly int[][] _columns; // [batch] where each of them stands among those computed

    private Shortlist(int[][] tokens, int[][] columns, int[]? computed)
    {
        (_tokens, _columns, Computed) = (tokens, columns, computed);
    }

    /// <summary>The tokens whose scores are computed, rising; null for the whole vocabulary.</summary>
    internal int[]? Computed { get; }

    /// <summary>Makes the shortlist of a batch.</summary>
    /// <param name="vocabularySize">Number of target tokens.</param>
    /// <param name="sentences">[batch] The tokens of each sentence; repetitions do not matter.</param>
    /// <returns>Null if all sentences may write all tokens.</returns>
    internal static Shortlist? Of(int vocabularySize, IReadOnlyList<IEnumerable<int>> sentences)
    {
        int[] places = ArrayPool<int>.Shared.Rent(vocabularySize);
        try
        {
            return Of(places.AsSpan(0, vocabularySize), sentences);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
        }
    }

    /// <summary>Makes the shortlist in given memory.</summary>
    /// <param name="places">[vocab] First the last sentence, from 1, that may write each token; then the place of each among those computed.</param>
    /// <param name="sentences">[batch] The tokens of each sentence.</param>
    private static Shortlist? Of(Span<int> places, IReadOnlyList<IEnumerable<int>> sentences)
    {
        int vocabularySize = places.Length;
        int[][] tokens = new int[sentences.Count][];
        List<int> listed = [];
        places.Clear();
        for (int sentence = 0; sentence < tokens.Length; sentence++)
        {
            listed.Clear();
            foreach (int token in sentences[sentence])
            {
                if (places[token] <= sentence)
                {
                    places[token] = sentence + 1;
                    listed.Add(token);
                }
            }

            tokens[sentence] = [.. listed];
            Array.Sort(tokens[sentence]);
        }

        if (Array.TrueForAll(tokens, own => own.Length == vocabularySize))
        {
            return null;
        }

        List<int> union = [];
        for (int token = 0; token < vocabularySize; token++)
        {
            if (places[token] > 0)
            {
                places[token] = union.Count;
                union.Add(token);
            }
        }

        return union.Count > LargestShare * vocabularySize
            ? new Shortlist(tokens, tokens, computed: null)
            : new Shortlist(tokens, ColumnsOf(tokens, places), [.. union]);
    }

    private static int[][] ColumnsOf(int[][] tokens, ReadOnlySpan<int> places)
    {
        int[][] columns = new int[tokens.Length][];
        for (int sentence = 0; sentence < tokens.Length; sentence++)
        {
            columns[sentence] = new int[tokens[sentence].Length];
            for (int i = 0; i < columns[sentence].Length; i++)
            {
                columns[sentence][i] = places[tokens[sentence][i]];
            }
        }

        return columns;
    }

    /// <summary>The tokens that a sentence may write, rising.</summary>
    /// <param name="sentence">The sentence.</param>
    internal ReadOnlySpan<int> TokensOf(int sentence) => _tokens[sentence];

    /// <summary>Where they stand among those computed, rising.</summary>
    /// <param name="sentence">The sentence.</param>
    internal ReadOnlySpan<int> ColumnsOf(int sentence) => _columns[sentence];

    /// <summary>The place of a token among those of a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="token">One of its tokens.</param>
    internal int PlaceOf(int sentence, int token) => Array.BinarySearch(_tokens[sentence], token);

    /// <summary>The scores of a sentence's own tokens, moved to the front of a row.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="computed">[computed] The scores of the row; overwritten.</param>
    /// <returns>The number of its tokens.</returns>
    internal int Choose(int sentence, Span<float> computed)
    {
        ReadOnlySpan<int> columns = ColumnsOf(sentence);
        if (columns.Length < computed.Length)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                computed[i] = computed[columns[i]]; // Columns rise, so none is overwritten before it is read.
            }
        }

        return columns.Length;
    }
}
