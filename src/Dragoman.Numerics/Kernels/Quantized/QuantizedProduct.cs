using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>The product of activations with weights in 8 bits, on one thread: y = d + x·Wᵀ.</summary>
/// <remarks>
/// Rows of x are quantised on the fly, the products and sums are whole numbers, and each sum becomes a float once: y_ro = d_o + s_r s_o Σ (u_r − 128) q_o. So
/// the bits of a row depend on that row and on the weights, and on nothing else: not on the other rows, nor on the processor. An output block's weights are read
/// once for all rows; sums of up to 132,000 inputs fit.
/// </remarks>
internal static unsafe class QuantizedProduct
{
    private const int RowsOfTile = 4;
    private const int Step = QuantizedMatrix.BlockWidth * QuantizedMatrix.GroupWidth; // bytes from one group of a block to the next
    private const int BlocksOfTile = 4; // at once for a single row, two and two for four rows: independent sums hide the latency of a multiply-add

    /// <summary>Multiplies.</summary>
    /// <param name="x">[rows, inputs]</param>
    /// <param name="weights">[outputs, inputs]</param>
    /// <param name="d">[rows, outputs], or [1, outputs] to be added to every row, or empty; may be <paramref name="y"/> itself.</param>
    /// <param name="y">[rows, outputs] Overwritten.</param>
    /// <param name="scratch">Lends memory during the call.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static void MultiplyAdd(Matrix x, QuantizedMatrix weights, Matrix d, Matrix y, Arena scratch)
    {
        ShapeException.ThrowIfNot(x, nameof(x), ("rows", y.Rows), ("inputs", weights.Inputs));
        ShapeException.ThrowIfNot(y, nameof(y), ("rows", x.Rows), ("outputs", weights.Outputs));
        if (!d.IsEmpty)
        {
            ShapeException.ThrowIfNot(d, nameof(d), ("rows", d.Rows == 1 ? 1 : y.Rows), ("outputs", y.Columns));
        }

        if (y.Rows == 0 || y.Columns == 0)
        {
            return;
        }

        Arena.Position before = scratch.Mark();
        ByteRows rows = new(x, scratch);
        if (AvxVnni.IsSupported)
        {
            Run<VnniDot, Vector256<sbyte>>(rows, weights, d, y);
        }
        else if (Avx2.IsSupported)
        {
            Run<PairDot, PairDot.Weights>(rows, weights, d, y);
        }
        else if (Dp.IsSupported)
        {
            Run<ArmDot, ArmDot.Weights>(rows, weights, d, y);
        }
        else
        {
            Run<ScalarDot, ScalarDot.Weights>(rows, weights, d, y);
        }

        scratch.Release(before);
    }

    /// <summary>The same in a form that the caller names; for tests.</summary>
    internal static void Run<TDot, TWeights>(in ByteRows x, QuantizedMatrix weights, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        int block = 0;
        for (; block <= weights.Blocks - BlocksOfTile; block += BlocksOfTile)
        {
            int row = 0;
            for (; row <= y.Rows - RowsOfTile; row += RowsOfTile)
            {
                FourRows<TDot, TWeights>(x, row, weights, block, d, y);
                FourRows<TDot, TWeights>(x, row, weights, block + 2, d, y);
            }

            for (; row < y.Rows; row++)
            {
                FourBlocks<TDot, TWeights>(x, row, weights, block, d, y);
            }
        }

        for (; block < weights.Blocks; block++)
        {
            for (int row = 0; row < y.Rows; row++)
            {
                OneBlock<TDot, TWeights>(x, row, weights, block, d, y);
            }
        }
    }

    [MethodImpl(Widest.Loop)]
    private static void FourRows<TDot, TWeights>(in ByteRows x, int row, QuantizedMatrix weights, int block, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        byte* x0 = x.BytesOf(row);
        byte* x1 = x.BytesOf(row + 1);
        byte* x2 = x.BytesOf(row + 2);
        byte* x3 = x.BytesOf(row + 3);
        sbyte* w0 = weights.BytesOf(block);
        sbyte* w1 = weights.BytesOf(block + 1);
        TDot a0 = default, a1 = default, a2 = default, a3 = default;
        TDot b0 = default, b1 = default, b2 = default, b3 = default;
        for (int group = weights.Groups; group > 0; group--)
        {
            TWeights a = TDot.Load(w0);
            TWeights b = TDot.Load(w1);
            a0 = TDot.Add(a0, x0, a);
            b0 = TDot.Add(b0, x0, b);
            a1 = TDot.Add(a1, x1, a);
            b1 = TDot.Add(b1, x1, b);
            a2 = TDot.Add(a2, x2, a);
            b2 = TDot.Add(b2, x2, b);
            a3 = TDot.Add(a3, x3, a);
            b3 = TDot.Add(b3, x3, b);
            w0 += Step;
            w1 += Step;
            x0 += QuantizedMatrix.GroupWidth;
            x1 += QuantizedMatrix.GroupWidth;
            x2 += QuantizedMatrix.GroupWidth;
            x3 += QuantizedMatrix.GroupWidth;
        }

        Finish<TDot, TWeights>(a0, x.ScaleOf(row), row, weights, block, d, y);
        Finish<TDot, TWeights>(b0, x.ScaleOf(row), row, weights, block + 1, d, y);
        Finish<TDot, TWeights>(a1, x.ScaleOf(row + 1), row + 1, weights, block, d, y);
        Finish<TDot, TWeights>(b1, x.ScaleOf(row + 1), row + 1, weights, block + 1, d, y);
        Finish<TDot, TWeights>(a2, x.ScaleOf(row + 2), row + 2, weights, block, d, y);
        Finish<TDot, TWeights>(b2, x.ScaleOf(row + 2), row + 2, weights, block + 1, d, y);
        Finish<TDot, TWeights>(a3, x.ScaleOf(row + 3), row + 3, weights, block, d, y);
        Finish<TDot, TWeights>(b3, x.ScaleOf(row + 3), row + 3, weights, block + 1, d, y);
    }

    [MethodImpl(Widest.Loop)]
    private static void FourBlocks<TDot, TWeights>(in ByteRows x, int row, QuantizedMatrix weights, int block, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        byte* inputs = x.BytesOf(row);
        sbyte* w0 = weights.BytesOf(block);
        sbyte* w1 = weights.BytesOf(block + 1);
        sbyte* w2 = weights.BytesOf(block + 2);
        sbyte* w3 = weights.BytesOf(block + 3);
        TDot a0 = default, a1 = default, a2 = default, a3 = default;
        for (int group = weights.Groups; group > 0; group--)
        {
            a0 = TDot.Add(a0, inputs, TDot.Load(w0));
            a1 = TDot.Add(a1, inputs, TDot.Load(w1));
            a2 = TDot.Add(a2, inputs, TDot.Load(w2));
            a3 = TDot.Add(a3, inputs, TDot.Load(w3));
            w0 += Step;
            w1 += Step;
            w2 += Step;
            w3 += Step;
            inputs += QuantizedMatrix.GroupWidth;
        }

        float scale = x.ScaleOf(row);
        Finish<TDot, TWeights>(a0, scale, row, weights, block, d, y);
        Finish<TDot, TWeights>(a1, scale, row, weights, block + 1, d, y);
        Finish<TDot, TWeights>(a2, scale, row, weights, block + 2, d, y);
        Finish<TDot, TWeights>(a3, scale, row, weights, block + 3, d, y);
    }

    [MethodImpl(Widest.Loop)]
    private static void OneBlock<TDot, TWeights>(in ByteRows x, int row, QuantizedMatrix weights, int block, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        byte* inputs = x.BytesOf(row);
        sbyte* w = weights.BytesOf(block);
        TDot sums = default;
        for (int group = weights.Groups; group > 0; group--)
        {
            sums = TDot.Add(sums, inputs, TDot.Load(w));
            w += Step;
            inputs += QuantizedMatrix.GroupWidth;
        }

        Finish<TDot, TWeights>(sums, x.ScaleOf(row), row, weights, block, d, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TDot, TWeights>(TDot dot, float rowScale, int row, QuantizedMatrix weights, int block, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        const int Width = QuantizedMatrix.BlockWidth;
        Vector256<float> product = Vector256.ConvertToSingle(dot.Less(weights.ShiftsOf(block))) * (Vector256.Load(weights.ScalesOf(block)) * rowScale);
        int first = block * Width;
        float* to = y.RowPointer(row) + first;
        float* added = d.IsEmpty ? null : d.RowPointer(d.Rows == 1 ? 0 : row) + first;
        if (weights.Outputs - first >= Width)
        {
            (added is null ? product : Vector256.Load(added) + product).Store(to);
            return;
        }

        for (int output = 0; output < weights.Outputs - first; output++)
        {
            to[output] = added is null ? product[output] : added[output] + product[output];
        }
    }
}
