using System.Runtime.CompilerServices;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels;

/// <summary>Hyperbolic tangent of each element, and its gradient from the saved output.</summary>
internal static class Elementwise
{
    /// <summary>Writes y = tanh x.</summary>
    /// <param name="x">[rows, columns] Arguments.</param>
    /// <param name="y">[rows, columns] Overwritten. May be <paramref name="x"/> itself.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static void Tanh(Matrix x, Matrix y)
    {
        ShapeException.ThrowIfNot(y, nameof(y), ("rows", x.Rows), ("columns", x.Columns));
        for (int row = 0; row < x.Rows; row++)
        {
            VectorMath.Tanh(x.Row(row), y.Row(row));
        }
    }

    /// <summary>Adds the gradient of tanh: dx += dy ⊙ (1 − y²).</summary>
    /// <param name="y">[rows, columns] Output of tanh.</param>
    /// <param name="dy">[rows, columns] Gradient of the output.</param>
    /// <param name="dx">[rows, columns] Accumulated into.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static void TanhBackward(Matrix y, Matrix dy, Matrix dx)
    {
        ShapeException.ThrowIfNot(dy, nameof(dy), ("rows", y.Rows), ("columns", y.Columns));
        ShapeException.ThrowIfNot(dx, nameof(dx), ("rows", y.Rows), ("columns", y.Columns));
        Widest.RunRows(new TanhBackwardKernel(y, dy, dx), y.Rows);
    }

    private readonly unsafe struct TanhBackwardKernel(Matrix y, Matrix dy, Matrix dx) : IRowKernel
    {
        [MethodImpl(Widest.Loop)]
        public int Run<TLanes>(int row, int start)
            where TLanes : struct, ILanes<TLanes>
        {
            int columns = y.Columns;
            float* yRow = y.RowPointer(row);
            float* dyRow = dy.RowPointer(row);
            float* dxRow = dx.RowPointer(row);
            TLanes one = TLanes.Broadcast(1f);
            int column = start;
            for (; column <= columns - TLanes.Count; column += TLanes.Count)
            {
                TLanes output = TLanes.Load(yRow + column);
                TLanes slope = one - (output * output);
                TLanes.MultiplyAdd(TLanes.Load(dyRow + column), slope, TLanes.Load(dxRow + column)).Store(dxRow + column);
            }

            return column;
        }
    }
}
