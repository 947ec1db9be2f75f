namespace Dragoman.Numerics.Kernels;

/// <summary>Sums of values under attention weights, each row over its own stretch of a shared matrix, and the gradients.</summary>
/// <remarks>
/// Bahdanau et al. 2015 (arXiv:1409.0473), equation 5: c_b = Σ_j α_bj v_j, over the values starts[b] … starts[b] + lengths[b] − 1.
/// </remarks>
internal static class WeightedSum
{
    /// <summary>Makes one context per row.</summary>
    /// <param name="weights">[rows, width] Attention weights; not read past the length.</param>
    /// <param name="values">[value_count, units] Values of all rows.</param>
    /// <param name="starts">[rows] First value of each row.</param>
    /// <param name="lengths">[rows] Values of each row, from 0 to width.</param>
    /// <param name="context">[rows, units] Overwritten; 0 where the length is 0.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stretch leaves the values or is longer than the width.</exception>
    public static void Forward(Matrix weights, Matrix values, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Matrix context)
    {
        ThrowUnlessFit(weights, values, starts, lengths, context, nameof(context));
        for (int row = 0; row < weights.Rows; row++)
        {
            RaggedProducts.Combination(
                weights.Row(row)[..lengths[row]], 1f, values.RowRange(starts[row], lengths[row]), context.Row(row));
        }
    }

    /// <summary>Gradients of weights and values: dα_bj = dc_b · v_j; dv_j += α_bj dc_b.</summary>
    /// <param name="weights">[rows, width] As in the forward pass.</param>
    /// <param name="values">[value_count, units] As in the forward pass.</param>
    /// <param name="starts">[rows] As in the forward pass.</param>
    /// <param name="lengths">[rows] As in the forward pass.</param>
    /// <param name="dContext">[rows, units] Gradient of the loss with respect to the contexts.</param>
    /// <param name="dWeights">[rows, width] Overwritten up to the length of each row.</param>
    /// <param name="dValues">[value_count, units] Accumulated into.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stretch leaves the values or is longer than the width.</exception>
    public static void Backward(
        Matrix weights,
        Matrix values,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<int> lengths,
        Matrix dContext,
        Matrix dWeights,
        Matrix dValues)
    {
        ThrowUnlessFit(weights, values, starts, lengths, dContext, nameof(dContext));
        ShapeException.ThrowIfNot(dWeights, nameof(dWeights), ("rows", weights.Rows), ("width", weights.Columns));
        ShapeException.ThrowIfNot(dValues, nameof(dValues), ("value_count", values.Rows), ("units", values.Columns));
        for (int row = 0; row < weights.Rows; row++)
        {
            (int start, int length) = (starts[row], lengths[row]);
            RaggedProducts.Dots(dContext.Row(row), values.RowRange(start, length), 1f, dWeights.Row(row));
            RaggedProducts.AddOuter(weights.Row(row)[..length], 1f, dContext.Row(row), dValues.RowRange(start, length));
        }
    }

    private static void ThrowUnlessFit(
        Matrix weights, Matrix values, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Matrix context, string contextName)
    {
        ShapeException.ThrowIfNot(context, contextName, ("rows", weights.Rows), ("units", values.Columns));
        RaggedProducts.ThrowUnlessInside(starts, lengths, weights.Rows, values.Rows, weights.Columns);
    }
}
