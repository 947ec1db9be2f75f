namespace Dragoman.Numerics.Kernels;

/// <summary>Scores of queries against their own stretch of a shared matrix of keys, and the gradients.</summary>
/// <remarks>
/// Luong et al. 2015 (arXiv:1508.04025), equation 8, "dot": e_bj = scale · q_b · k_j. Row b attends to the keys
/// starts[b] … starts[b] + lengths[b] − 1, so sentences of different lengths lie in the matrix without padding.
/// </remarks>
internal static class DotScore
{
    /// <summary>Scores each query against its keys.</summary>
    /// <param name="query">[rows, units] Queries.</param>
    /// <param name="keys">[key_count, units] Keys of all rows.</param>
    /// <param name="starts">[rows] First key of each row.</param>
    /// <param name="lengths">[rows] Keys of each row, from 0 to width.</param>
    /// <param name="scale">Multiplies each score; 1 in the paper.</param>
    /// <param name="scores">[rows, width] Overwritten up to the length of each row.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stretch leaves the keys or is longer than the width.</exception>
    public static void Forward(
        Matrix query, Matrix keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, float scale, Matrix scores)
    {
        ThrowUnlessFit(query, keys, starts, lengths, scores, nameof(scores));
        for (int row = 0; row < query.Rows; row++)
        {
            RaggedProducts.Dots(query.Row(row), keys.RowRange(starts[row], lengths[row]), scale, scores.Row(row));
        }
    }

    /// <summary>Adds the gradients of queries and keys: dq_b += scale · Σ_j de_bj k_j; dk_j += scale · de_bj q_b.</summary>
    /// <param name="query">[rows, units] As in the forward pass.</param>
    /// <param name="keys">[key_count, units] As in the forward pass.</param>
    /// <param name="starts">[rows] As in the forward pass.</param>
    /// <param name="lengths">[rows] As in the forward pass.</param>
    /// <param name="scale">As in the forward pass.</param>
    /// <param name="dScores">[rows, width] Gradient of the loss with respect to the scores; not read past the length.</param>
    /// <param name="dQuery">[rows, units] Accumulated into.</param>
    /// <param name="dKeys">[key_count, units] Accumulated into.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stretch leaves the keys or is longer than the width.</exception>
    public static void Backward(
        Matrix query,
        Matrix keys,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> lengths,
        float scale,
        Matrix dScores,
        Matrix dQuery,
        Matrix dKeys)
    {
        ThrowUnlessFit(query, keys, starts, lengths, dScores, nameof(dScores));
        ShapeException.ThrowIfNot(dQuery, nameof(dQuery), ("rows", query.Rows), ("units", query.Columns));
        ShapeException.ThrowIfNot(dKeys, nameof(dKeys), ("key_count", keys.Rows), ("units", keys.Columns));
        for (int row = 0; row < query.Rows; row++)
        {
            (int start, int length) = (starts[row], lengths[row]);
            ReadOnlySpan<float> dScore = dScores.Row(row)[..length];
            RaggedProducts.AddCombination(dScore, scale, keys.RowRange(start, length), dQuery.Row(row));
            RaggedProducts.AddOuter(dScore, scale, query.Row(row), dKeys.RowRange(start, length));
        }
    }

    private static void ThrowUnlessFit(
        Matrix query, Matrix keys, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Matrix scores, string scoresName)
    {
        ShapeException.ThrowIfNot(keys, nameof(keys), ("key_count", keys.Rows), ("units", query.Columns));
        ShapeException.ThrowIfNot(scores, scoresName, ("rows", query.Rows), ("width", scores.Columns));
        RaggedProducts.ThrowUnlessInside(starts, lengths, query.Rows, keys.Rows, scores.Columns);
    }
}
