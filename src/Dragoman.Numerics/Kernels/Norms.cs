using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>Norms of gradients and parameters.</summary>
internal static class Norms
{
    /// <summary>Sum of the squares of all elements, accurate to double precision.</summary>
    /// <param name="values">[count] The elements; the sum of none is 0.</param>
    /// <returns>The sum; not a number if an element is not.</returns>
    /// <remarks>The square of a float is exact in a double. The order of the sum is fixed: the same input gives the same bits.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        int count = Vector<float>.Count;
        // Four sums in flight hide the latency of the addition.
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int index = 0;
        for (; index <= values.Length - (2 * count); index += 2 * count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)index), out Vector<double> low0, out Vector<double> high0);
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)(index + count)), out Vector<double> low1, out Vector<double> high1);
            sum0 = Vector.MultiplyAddEstimate(low0, low0, sum0);
            sum1 = Vector.MultiplyAddEstimate(high0, high0, sum1);
            sum2 = Vector.MultiplyAddEstimate(low1, low1, sum2);
            sum3 = Vector.MultiplyAddEstimate(high1, high1, sum3);
        }

        double sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; index < values.Length; index++)
        {
            double value = values[index];
            sum += value * value;
        }

        return sum;
    }
}
