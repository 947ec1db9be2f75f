using System.Runtime.Intrinsics;

namespace Dragoman.Numerics.Kernels.Products;

/// <summary>The matrix product of 32-bit floats, on one thread.</summary>
/// <remarks>
/// Each element is a sum over blocks of at most about 512 terms, each block one chain of multiply-adds from its first term to its last. The
/// blocks depend on k alone. So the bits of a row of the result depend on that row of A and on B, and on nothing else: not on the number of
/// rows, the row's place among them, transposition, gaps, the width of the vectors, or whether B was packed ahead. Only a processor without
/// fused multiply-add rounds once more for each term.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>Computes C = op(A) · B or C += op(A) · B with a right-hand operand packed ahead.</summary>
    /// <param name="a">[m, k], or [k, m] when <paramref name="transposeA"/>.</param>
    /// <param name="transposeA">Multiplies by the transposed <paramref name="a"/>.</param>
    /// <param name="b">[k, n].</param>
    /// <param name="c">[m, n] Overwritten or accumulated into; must not overlap the operands.</param>
    /// <param name="accumulate">Adds to <paramref name="c"/> instead of overwriting it.</param>
    /// <param name="scratch">Lends memory during the call.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void Multiply(Matrix a, bool transposeA, PackedMatrix b, Matrix c, bool accumulate, Arena scratch) =>
        MultiplyPacked(a, transposeA, b, accumulate ? c : default, c, scratch);

    /// <summary>Computes C = D + A · B with a right-hand operand packed ahead, such as a linear map with its bias.</summary>
    /// <param name="a">[m, k].</param>
    /// <param name="b">[k, n].</param>
    /// <param name="d">[m, n], or [1, n] to be added to every row, or empty; may be <paramref name="c"/> itself, otherwise must not overlap it.</param>
    /// <param name="c">[m, n] Overwritten; must not overlap the operands.</param>
    /// <param name="scratch">Lends memory during the call.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void MultiplyAdd(Matrix a, PackedMatrix b, Matrix d, Matrix c, Arena scratch)
    {
        if (!d.IsEmpty)
        {
            ShapeException.ThrowIfNot(d, nameof(d), ("m", d.Rows == 1 ? 1 : c.Rows), ("n", c.Columns));
        }

        MultiplyPacked(a, transposeA: false, b, d, c, scratch);
    }

    /// <summary>Computes C = op(A) · op(B) or C += op(A) · op(B).</summary>
    /// <param name="a">[m, k], or [k, m] when <paramref name="transposeA"/>.</param>
    /// <param name="transposeA">Multiplies by the transposed <paramref name="a"/>.</param>
    /// <param name="b">[k, n], or [n, k] when <paramref name="transposeB"/>.</param>
    /// <param name="transposeB">Multiplies by the transposed <paramref name="b"/>.</param>
    /// <param name="c">[m, n] Overwritten or accumulated into; must not overlap the operands.</param>
    /// <param name="accumulate">Adds to <paramref name="c"/> instead of overwriting it.</param>
    /// <param name="scratch">Lends memory during the call.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void Multiply(Matrix a, bool transposeA, Matrix b, bool transposeB, Matrix c, bool accumulate, Arena scratch)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        int depth = transposeB ? b.Columns : b.Rows;
        ThrowIfOperandsDoNotFit(a, transposeA, depth, transposeB ? b.Rows : b.Columns, c);
        if (IsTrivial(c, depth, accumulate ? c : default))
        {
            return;
        }

        Multiply(
            new GemmProblem
            {
                Rows = c.Rows,
                Columns = c.Columns,
                Depth = depth,
                A = a.Pointer,
                AStride = a.Stride,
                TransposeA = transposeA,
                B = b.Pointer,
                BStride = b.Stride,
                TransposeB = transposeB,
                IsPacked = false,
                C = c.Pointer,
                CStride = c.Stride,
                D = accumulate ? c.Pointer : null,
                DStride = accumulate ? c.Stride : 0,
            },
            scratch);
        a.KeepAlive();
        b.KeepAlive();
        c.KeepAlive();
    }

    private static void MultiplyPacked(Matrix a, bool transposeA, PackedMatrix b, Matrix d, Matrix c, Arena scratch)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(scratch);
        ThrowIfOperandsDoNotFit(a, transposeA, b.Depth, b.Columns, c);
        if (IsTrivial(c, b.Depth, d))
        {
            return;
        }

        Multiply(
            new GemmProblem
            {
                Rows = c.Rows,
                Columns = c.Columns,
                Depth = b.Depth,
                A = a.Pointer,
                AStride = a.Stride,
                TransposeA = transposeA,
                B = b.Pointer,
                BStride = GemmPacking.PanelWidth,
                TransposeB = false,
                IsPacked = true,
                C = c.Pointer,
                CStride = c.Stride,
                D = d.IsEmpty ? null : d.Pointer,
                DStride = d.Rows > 1 ? d.Stride : 0,
            },
            scratch);
        a.KeepAlive();
        b.KeepAlive();
        c.KeepAlive();
        d.KeepAlive();
    }

    private static void Multiply(in GemmProblem problem, Arena scratch)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            GemmDriver<GemmLanes512, Vector512<float>>.Multiply(problem, scratch);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            GemmDriver<GemmLanes256, Vector256<float>>.Multiply(problem, scratch);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            GemmDriver<GemmLanes128, Vector128<float>>.Multiply(problem, scratch);
        }
        else
        {
            GemmDriver<GemmLanes32, float>.Multiply(problem, scratch);
        }
    }

    private static void ThrowIfOperandsDoNotFit(Matrix a, bool transposeA, int depth, int columns, Matrix c)
    {
        if (transposeA)
        {
            ShapeException.ThrowIfNot(a, nameof(a), ("k", depth), ("m", c.Rows));
        }
        else
        {
            ShapeException.ThrowIfNot(a, nameof(a), ("m", c.Rows), ("k", depth));
        }

        ShapeException.ThrowIfNot(c, nameof(c), ("m", transposeA ? a.Columns : a.Rows), ("n", columns));
    }

    /// <summary>Handles sums of no terms and results of no elements.</summary>
    private static bool IsTrivial(Matrix c, int depth, Matrix d)
    {
        if (c.Length == 0)
        {
            return true;
        }

        if (depth == 0 && d.IsEmpty)
        {
            c.Fill(0);
        }
        else if (depth == 0 && d != c)
        {
            for (int row = 0; row < c.Rows; row++)
            {
                d.Row(d.Rows > 1 ? row : 0).CopyTo(c.Row(row));
            }
        }

        return depth == 0;
    }
}
