using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace Dragoman.Numerics.Kernels;

/// <summary>Products of a vector with a short stretch of rows: the inner loops of attention, run for every decoder step.</summary>
internal static class RaggedProducts
{
    /// <summary>products_j = scale · vector · matrix_j.</summary>
    /// <param name="vector">[units] The vector.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="scale">Multiplies each product.</param>
    /// <param name="products">[at least count] The first count elements are overwritten.</param>
    internal static void Dots(ReadOnlySpan<float> vector, Tensor matrix, float scale, Span<float> products)
    {
        for (int index = 0; index < matrix.Rows; index++)
        {
            products[index] = scale * TensorPrimitives.Dot(vector, matrix.Row(index));
        }
    }

    /// <summary>sum = scale · Σ_j weights_j matrix_j.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="sum">[units] Overwritten.</param>
    internal static void Combination(ReadOnlySpan<float> weights, float scale, Tensor matrix, Span<float> sum)
    {
        sum.Clear();
        AddCombination(weights, scale, matrix, sum);
    }

    /// <summary>sum += scale · Σ_j weights_j matrix_j.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="sum">[units] Accumulated into.</param>
    internal static void AddCombination(ReadOnlySpan<float> weights, float scale, Tensor matrix, Span<float> sum)
    {
        for (int index = 0; index < weights.Length; index++)
        {
            TensorPrimitives.MultiplyAdd(matrix.Row(index), scale * weights[index], sum, sum);
        }
    }

    /// <summary>matrix_j += scale · weights_j · vector.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="vector">[units] The vector.</param>
    /// <param name="matrix">[count, units] Accumulated into.</param>
    internal static void AddOuter(ReadOnlySpan<float> weights, float scale, ReadOnlySpan<float> vector, Tensor matrix)
    {
        for (int index = 0; index < weights.Length; index++)
        {
            Span<float> row = matrix.Row(index);
            TensorPrimitives.MultiplyAdd(vector, scale * weights[index], row, row);
        }
    }

    /// <summary>Throws unless each row's stretch lies inside the shared matrix and fits the width.</summary>
    /// <param name="starts">[rows] First index of each stretch.</param>
    /// <param name="lengths">[rows] Length of each stretch.</param>
    /// <param name="rows">Wanted number of stretches.</param>
    /// <param name="count">Rows of the shared matrix.</param>
    /// <param name="width">Longest length that fits.</param>
    /// <exception cref="ShapeException">The number of stretches is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stretch is outside.</exception>
    internal static void ThrowUnlessInside(ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, int rows, int count, int width)
    {
        ShapeException.ThrowIfLengthIsNot(starts.Length, nameof(starts), rows);
        ShapeException.ThrowIfLengthIsNot(lengths.Length, nameof(lengths), rows);
        for (int row = 0; row < lengths.Length; row++)
        {
            if ((uint)lengths[row] > (uint)width || (uint)starts[row] > (uint)count || lengths[row] > count - starts[row])
            {
                Throw(nameof(lengths), row, starts[row], lengths[row], count, width);
            }
        }
    }

    [DoesNotReturn]
    private static void Throw(string name, int row, int start, int length, int count, int width) => throw new ArgumentOutOfRangeException(
        name, length, $"Row {row} starts at {start}: it must stay within {count} shared rows and be at most {width} long.");
}
