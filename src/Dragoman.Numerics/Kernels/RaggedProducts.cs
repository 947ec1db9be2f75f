using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Products of a vector with a short stretch of rows: the inner loops of attention, run for every decoder step.</summary>
internal static class RaggedProducts
{
    /// <summary>products_j = scale · vector · matrix_j.</summary>
    /// <param name="vector">[units] The vector.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="scale">Multiplies each product.</param>
    /// <param name="products">[at least count] The first count elements are overwritten.</param>
    internal static void Dots(ReadOnlySpan<float> vector, Matrix matrix, float scale, Span<float> products)
    {
        int index = 0;
        for (; index <= matrix.Rows - 4; index += 4)
        {
            DotFour(vector, matrix.RowRange(index, 4), scale, products.Slice(index, 4));
        }

        for (; index < matrix.Rows; index++)
        {
            products[index] = scale * TensorPrimitives.Dot(vector, matrix.Row(index));
        }
    }

    /// <summary>sum = scale · Σ_j weights_j matrix_j.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="sum">[units] Overwritten.</param>
    internal static void Combination(ReadOnlySpan<float> weights, float scale, Matrix matrix, Span<float> sum)
    {
        sum.Clear();
        AddCombination(weights, scale, matrix, sum);
    }

    /// <summary>sum += scale · Σ_j weights_j matrix_j.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="matrix">[count, units] The rows.</param>
    /// <param name="sum">[units] Accumulated into.</param>
    internal static void AddCombination(ReadOnlySpan<float> weights, float scale, Matrix matrix, Span<float> sum)
    {
        int index = 0;
        for (; index <= weights.Length - 4; index += 4)
        {
            AddFour(weights.Slice(index, 4), scale, matrix.RowRange(index, 4), sum);
        }

        for (; index < weights.Length; index++)
        {
            TensorPrimitives.MultiplyAdd(matrix.Row(index), scale * weights[index], sum, sum);
        }
    }

    /// <summary>matrix_j += scale · weights_j · vector.</summary>
    /// <param name="weights">[count] The weights.</param>
    /// <param name="scale">Multiplies each weight.</param>
    /// <param name="vector">[units] The vector.</param>
    /// <param name="matrix">[count, units] Accumulated into.</param>
    internal static void AddOuter(ReadOnlySpan<float> weights, float scale, ReadOnlySpan<float> vector, Matrix matrix)
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

    /// <summary>Four rows at a time: each load of the vector serves four products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DotFour(ReadOnlySpan<float> vector, Matrix matrix, float scale, Span<float> products)
    {
        ref float v = ref MemoryMarshal.GetReference(vector);
        ref float r0 = ref MemoryMarshal.GetReference(matrix.Row(0));
        ref float r1 = ref MemoryMarshal.GetReference(matrix.Row(1));
        ref float r2 = ref MemoryMarshal.GetReference(matrix.Row(2));
        ref float r3 = ref MemoryMarshal.GetReference(matrix.Row(3));
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector<float> b0 = default, b1 = default, b2 = default, b3 = default;
        nuint column = 0;
        nuint step = (nuint)Vector<float>.Count;
        for (; column + (2 * step) <= (nuint)vector.Length; column += 2 * step)
        {
            // Two sums per row hide the latency of the addition.
            Vector<float> x = Vector.LoadUnsafe(ref v, column);
            a0 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref r0, column), a0);
            a1 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref r1, column), a1);
            a2 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref r2, column), a2);
            a3 = Vector.MultiplyAddEstimate(x, Vector.LoadUnsafe(ref r3, column), a3);
            Vector<float> y = Vector.LoadUnsafe(ref v, column + step);
            b0 = Vector.MultiplyAddEstimate(y, Vector.LoadUnsafe(ref r0, column + step), b0);
            b1 = Vector.MultiplyAddEstimate(y, Vector.LoadUnsafe(ref r1, column + step), b1);
            b2 = Vector.MultiplyAddEstimate(y, Vector.LoadUnsafe(ref r2, column + step), b2);
            b3 = Vector.MultiplyAddEstimate(y, Vector.LoadUnsafe(ref r3, column + step), b3);
        }

        float p0 = Vector.Sum(a0 + b0), p1 = Vector.Sum(a1 + b1), p2 = Vector.Sum(a2 + b2), p3 = Vector.Sum(a3 + b3);
        for (; column < (nuint)vector.Length; column++)
        {
            float x = Unsafe.Add(ref v, column);
            p0 += x * Unsafe.Add(ref r0, column);
            p1 += x * Unsafe.Add(ref r1, column);
            p2 += x * Unsafe.Add(ref r2, column);
            p3 += x * Unsafe.Add(ref r3, column);
        }

        (products[0], products[1], products[2], products[3]) = (scale * p0, scale * p1, scale * p2, scale * p3);
    }

    /// <summary>Four rows at a time: each load and store of the sum serves four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(ReadOnlySpan<float> weights, float scale, Matrix matrix, Span<float> sum)
    {
        (float w0, float w1, float w2, float w3) = (scale * weights[0], scale * weights[1], scale * weights[2], scale * weights[3]);
        ref float s = ref MemoryMarshal.GetReference(sum);
        ref float r0 = ref MemoryMarshal.GetReference(matrix.Row(0));
        ref float r1 = ref MemoryMarshal.GetReference(matrix.Row(1));
        ref float r2 = ref MemoryMarshal.GetReference(matrix.Row(2));
        ref float r3 = ref MemoryMarshal.GetReference(matrix.Row(3));
        nuint column = 0;
        for (; column + (nuint)Vector<float>.Count <= (nuint)sum.Length; column += (nuint)Vector<float>.Count)
        {
            Vector<float> total = Vector.MultiplyAddEstimate(new(w0), Vector.LoadUnsafe(ref r0, column), Vector.LoadUnsafe(ref s, column));
            total = Vector.MultiplyAddEstimate(new(w1), Vector.LoadUnsafe(ref r1, column), total);
            total = Vector.MultiplyAddEstimate(new(w2), Vector.LoadUnsafe(ref r2, column), total);
            total = Vector.MultiplyAddEstimate(new(w3), Vector.LoadUnsafe(ref r3, column), total);
            total.StoreUnsafe(ref s, column);
        }

        for (; column < (nuint)sum.Length; column++)
        {
            Unsafe.Add(ref s, column) += (w0 * Unsafe.Add(ref r0, column)) + (w1 * Unsafe.Add(ref r1, column)) +
                (w2 * Unsafe.Add(ref r2, column)) + (w3 * Unsafe.Add(ref r3, column));
        }
    }

    [DoesNotReturn]
    private static void Throw(string name, int row, int start, int length, int count, int width) => throw new ArgumentOutOfRangeException(
        name, length, $"Row {row} starts at {start}: it must stay within {count} shared rows and be at most {width} long.");
}
