using System.Numerics.Tensors;

namespace Dragoman.Numerics.Kernels;

/// <summary>Rows brought to mean 0 and variance 1, then scaled and shifted unit by unit, and the gradients.</summary>
/// <remarks>
/// Ba, Kiros, Hinton 2016 (arXiv:1607.06450), equation 4: y = g ⊙ x̂ + b with x̂ = (x − μ) / √(σ² + ε), where μ and σ² are mean and variance of the
/// row's own elements. ε = 10⁻⁵ keeps a row of equal elements finite.
/// </remarks>
internal static class LayerNorm
{
    /// <summary>ε, which keeps a row of equal elements finite.</summary>
    internal const float Epsilon = 1e-5f;

    /// <summary>Normalises every row.</summary>
    /// <param name="x">[rows, columns] At least one column.</param>
    /// <param name="gain">[columns] g</param>
    /// <param name="bias">[columns] b</param>
    /// <param name="normalized">[rows, columns] Overwritten with x̂, which the gradients need.</param>
    /// <param name="scales">[rows] Overwritten with 1 / √(σ² + ε), which the gradients need.</param>
    /// <param name="y">[rows, columns] Overwritten.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void Forward(
        Matrix x, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Matrix normalized, Span<float> scales, Matrix y)
    {
        ThrowUnlessFit(x, nameof(x), gain, normalized, scales);
        ShapeException.ThrowIfLengthIsNot(bias.Length, nameof(bias), x.Columns);
        ShapeException.ThrowIfNot(y, nameof(y), ("rows", x.Rows), ("columns", x.Columns));
        for (int row = 0; row < x.Rows; row++)
        {
            Span<float> hat = normalized.Row(row);
            TensorPrimitives.Subtract(x.Row(row), TensorPrimitives.Sum<float>(x.Row(row)) / x.Columns, hat);
            scales[row] = 1f / MathF.Sqrt((TensorPrimitives.SumOfSquares<float>(hat) / x.Columns) + Epsilon);
            TensorPrimitives.Multiply(hat, scales[row], hat);
            TensorPrimitives.MultiplyAdd(hat, gain, bias, y.Row(row));
        }
    }

    /// <summary>Gradients: with dx̂ = dy ⊙ g, dx += (dx̂ − mean(dx̂) − x̂ mean(dx̂ ⊙ x̂)) / √(σ² + ε); dg += Σ dy ⊙ x̂; db += Σ dy.</summary>
    /// <param name="normalized">[rows, columns] x̂ from <see cref="Forward"/>.</param>
    /// <param name="scales">[rows] From <see cref="Forward"/>.</param>
    /// <param name="gain">[columns] As in the forward pass.</param>
    /// <param name="dY">[rows, columns] Gradient of the loss with respect to y.</param>
    /// <param name="scratch">[columns] Overwritten.</param>
    /// <param name="dX">[rows, columns] Accumulated into.</param>
    /// <param name="dGain">[columns] Accumulated into.</param>
    /// <param name="dBias">[columns] Accumulated into.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void Backward(
        Matrix normalized,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<float> gain,
        Matrix dY,
        Span<float> scratch,
        Matrix dX,
        Span<float> dGain,
        Span<float> dBias)
    {
        ThrowUnlessFit(dY, nameof(dY), gain, normalized, scales);
        ShapeException.ThrowIfNot(dX, nameof(dX), ("rows", dY.Rows), ("columns", dY.Columns));
        for (int row = 0; row < dY.Rows; row++)
        {
            ReadOnlySpan<float> hat = normalized.Row(row);
            ReadOnlySpan<float> dy = dY.Row(row);
            TensorPrimitives.MultiplyAdd(dy, hat, dGain, dGain);
            TensorPrimitives.Add(dBias, dy, dBias);

            TensorPrimitives.Multiply(dy, gain, scratch); // dx̂
            float mean = TensorPrimitives.Sum<float>(scratch) / dY.Columns;
            float slope = TensorPrimitives.Dot<float>(scratch, hat) / dY.Columns;
            TensorPrimitives.MultiplyAdd(hat, -slope, scratch, scratch);
            TensorPrimitives.Subtract(scratch, mean, scratch);
            TensorPrimitives.MultiplyAdd(scratch, scales[row], dX.Row(row), dX.Row(row));
        }
    }

    private static void ThrowUnlessFit(Matrix rows, string name, ReadOnlySpan<float> gain, Matrix normalized, ReadOnlySpan<float> scales)
    {
        ShapeException.ThrowIfNot(rows, name, ("rows", normalized.Rows), ("columns", normalized.Columns));
        ShapeException.ThrowIfLengthIsNot(gain.Length, nameof(gain), rows.Columns);
        ShapeException.ThrowIfLengthIsNot(scales.Length, nameof(scales), rows.Rows);
    }
}
