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
    private const int Width = QuantizedMatrix.BlockWidth;
    private const int PanelBytes = 1 << 18; // of weights, which stay in the second-level cache while all rows pass

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
        else if (Avx512BW.IsSupported)
        {
            Run<WideDot, Vector512<short>>(rows, weights, d, y);
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
        weights.KeepAlive();
        d.KeepAlive();
        y.KeepAlive();
    }

    /// <summary>The same in a form that the caller names; for tests.</summary>
    [MethodImpl(Widest.Loop)]
    internal static void Run<TDot, TWeights>(in ByteRows x, QuantizedMatrix weights, Matrix d, Matrix y)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        int* sums = stackalloc int[ByteTile.MostSums];
        (int tileRows, int tileBlocks) = x.Count == 1 ? (1, ByteTile.BlocksOfRow) : (TDot.TileRows, ByteTile.BlocksOfRows);
        int blockBytes = Math.Max(weights.Groups, 1) * QuantizedMatrix.GroupWidth * Width;
        int panel = Math.Max(PanelBytes / blockBytes / tileBlocks, 1) * tileBlocks; // blocks
        for (int first = 0; first < weights.Blocks; first += panel)
        {
            int end = Math.Min(first + panel, weights.Blocks);
            for (int row = 0; row < x.Count; row += tileRows)
            {
                int rows = Math.Min(tileRows, x.Count - row);
                for (int block = first; block < end; block += tileBlocks)
                {
                    ByteTile.Sum<TDot, TWeights>(x, row, rows, weights, block, sums);
                    Scale(sums, x, row, rows, weights, block, tileBlocks, d, y);
                }
            }
        }
    }

    /// <summary>From the whole sums of a tile, [rows, blocks, 8], to y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(int* sums, in ByteRows x, int row, int rows, QuantizedMatrix weights, int block, int blocks, Matrix d, Matrix y)
    {
        int output = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            output = Scale<Lanes512>(output, sums, x, row, rows, weights, block, blocks, d, y);
        }

        if (output < blocks * Width)
        {
            output = Scale<Lanes256>(output, sums, x, row, rows, weights, block, blocks, d, y);
            Scale<Lanes1>(output, sums, x, row, rows, weights, block, blocks, d, y);
        }
    }

    /// <summary>The outputs of a tile from one of them on, while all lanes find one.</summary>
    /// <returns>The first output of the tile that is left.</returns>
    [MethodImpl(Widest.Loop)]
    private static int Scale<TLanes>(
        int output, int* sums, in ByteRows x, int row, int rows, QuantizedMatrix weights, int block, int blocks, Matrix d, Matrix y)
        where TLanes : struct, ILanes<TLanes>
    {
        float* scales = weights.ScalesOf(block);
        int first = block * Width;
        int outputs = Math.Min(blocks * Width, weights.Outputs - first);
        float* rowScales = x.ScalesFrom(row);
        for (; output <= outputs - TLanes.Count; output += TLanes.Count)
        {
            TLanes scale = TLanes.Load(scales + output);
            float* sum = (float*)sums + output; // whole numbers in the place of floats
            float* to = y.RowPointer(row) + first + output;
            float* added = d.IsEmpty ? null : d.RowPointer(d.Rows == 1 ? 0 : row) + first + output;
            nint addedStride = d.Rows == 1 ? 0 : d.Stride;
            for (int i = 0; i < rows; i++)
            {
                TLanes product = TLanes.ConvertBits(TLanes.Load(sum)) * (scale * TLanes.Broadcast(rowScales[i]));
                (added is null ? product : TLanes.Load(added) + product).Store(to);
                sum += blocks * Width;
                to += y.Stride;
                added += addedStride;
            }
        }

        return output;
    }
}
