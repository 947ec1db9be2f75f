using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Products of a vector with many rows that lie one after the other, as in a search through states.</summary>
internal static class RowProducts
{
    /// <summary>products_j = vector · rows_j.</summary>
    /// <param name="vector">[columns] The vector.</param>
    /// <param name="rows">[count, columns] The rows.</param>
    /// <param name="products">[count] Overwritten.</param>
    /// <exception cref="ShapeException">The rows hold another number of elements than the vector and the products say.</exception>
    public static unsafe void Dots(ReadOnlySpan<float> vector, ReadOnlySpan<float> rows, Span<float> products)
    {
        ShapeException.ThrowIfLengthIsNot(rows.Length, nameof(rows), vector.Length * products.Length);
        fixed (float* v = vector, r = rows, p = products)
        {
            DotKernel kernel = new(v, r, p, vector.Length, products.Length);
            Widest.Run(ref kernel);
        }
    }

    private readonly unsafe struct DotKernel(float* vector, float* rows, float* products, int columns, int count) : ILaneKernel
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes>
        {
            int whole = columns - (columns % TLanes.Count);
            int row = 0;
            for (; row <= count - 4; row += 4)
            {
                Four<TLanes>(rows + ((nint)row * columns), whole, products + row);
            }

            for (; row < count; row++)
            {
                products[row] = One<TLanes>(rows + ((nint)row * columns), 0, whole);
            }

            for (row = 0; whole < columns && row < count; row++)
            {
                products[row] += One<Lanes1>(rows + ((nint)row * columns), whole, columns);
            }
        }

        /// <summary>Four rows at a time: they share the vector, and eight sums in flight hide the latency of the addition.</summary>
        [MethodImpl(Widest.Loop)]
        private void Four<TLanes>(float* row, int to, float* sums)
            where TLanes : struct, ILanes<TLanes>
        {
            nint stride = columns;
            float* v = vector;
            TLanes a0 = TLanes.Broadcast(0f), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            int column = 0;
            for (; column <= to - (2 * TLanes.Count); column += 2 * TLanes.Count)
            {
                float* r = row + column;
                TLanes x = TLanes.Load(v + column);
                a0 = TLanes.MultiplyAdd(x, TLanes.Load(r), a0);
                a1 = TLanes.MultiplyAdd(x, TLanes.Load(r + stride), a1);
                a2 = TLanes.MultiplyAdd(x, TLanes.Load(r + (2 * stride)), a2);
                a3 = TLanes.MultiplyAdd(x, TLanes.Load(r + (3 * stride)), a3);
                TLanes y = TLanes.Load(v + column + TLanes.Count);
                r += TLanes.Count;
                b0 = TLanes.MultiplyAdd(y, TLanes.Load(r), b0);
                b1 = TLanes.MultiplyAdd(y, TLanes.Load(r + stride), b1);
                b2 = TLanes.MultiplyAdd(y, TLanes.Load(r + (2 * stride)), b2);
                b3 = TLanes.MultiplyAdd(y, TLanes.Load(r + (3 * stride)), b3);
            }

            for (; column < to; column += TLanes.Count)
            {
                float* r = row + column;
                TLanes x = TLanes.Load(v + column);
                a0 = TLanes.MultiplyAdd(x, TLanes.Load(r), a0);
                a1 = TLanes.MultiplyAdd(x, TLanes.Load(r + stride), a1);
                a2 = TLanes.MultiplyAdd(x, TLanes.Load(r + (2 * stride)), a2);
                a3 = TLanes.MultiplyAdd(x, TLanes.Load(r + (3 * stride)), a3);
            }

            sums[0] = TLanes.Sum(a0 + b0);
            sums[1] = TLanes.Sum(a1 + b1);
            sums[2] = TLanes.Sum(a2 + b2);
            sums[3] = TLanes.Sum(a3 + b3);
        }

        [MethodImpl(Widest.Loop)]
        private float One<TLanes>(float* row, int from, int to)
            where TLanes : struct, ILanes<TLanes>
        {
            float* v = vector;
            TLanes sum = TLanes.Broadcast(0f);
            for (int column = from; column < to; column += TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(v + column), TLanes.Load(row + column), sum);
            }

            return TLanes.Sum(sum);
        }
    }
}
