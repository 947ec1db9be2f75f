using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dragoman.Numerics.Simd;

namespace Dragoman.Numerics.Kernels.Quantized;

/// <summary>The inner loops of the product in 8 bits: whole sums Σ (u − 128) q of a few rows with a few blocks of outputs.</summary>
/// <remarks>
/// Enough sums run beside each other to hide the latency of a multiply-add, and no more than registers hold. Rows that are missing repeat the last one, so
/// that there is no other loop for what is left over; blocks are there in full (<see cref="QuantizedMatrix"/> is filled up).
/// </remarks>
internal static unsafe class ByteTile
{
    /// <summary>Rows of the tallest tile.</summary>
    internal const int MostRows = 6;

    /// <summary>Blocks at once if there are several rows.</summary>
    internal const int BlocksOfRows = 2;

    /// <summary>Blocks at once if there is one row.</summary>
    internal const int BlocksOfRow = 4;

    /// <summary>Sums of the largest tile.</summary>
    internal const int MostSums = MostRows * BlocksOfRows * Width;

    private const int Width = QuantizedMatrix.BlockWidth;
    private const int Group = QuantizedMatrix.GroupWidth;

    /// <summary>The sums of a tile, by the loop that fits the form and the number of rows.</summary>
    /// <param name="x">All rows.</param>
    /// <param name="row">The first of the tile.</param>
    /// <param name="rows">How many, at least 1.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="block">The first block.</param>
    /// <param name="sums">[rows, blocks, 8] Overwritten, to the end of a tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Sum<TDot, TWeights>(in ByteRows x, int row, int rows, QuantizedMatrix weights, int block, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        if (x.Count == 1)
        {
            OneRow<TDot, TWeights>(x.BytesOf(row), weights, block, sums);
        }
        else if (TDot.TileRows == MostRows)
        {
            SixRows<TDot, TWeights>(x.BytesOf(row), x.Stride, rows, weights, block, sums);
        }
        else
        {
            TwoRows<TDot, TWeights>(x.BytesOf(row), x.Stride, rows, weights, block, sums);
        }
    }

    /// <summary>One row with four blocks.</summary>
    /// <param name="x">[inputs] Counted from 128 on.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="block">The first block.</param>
    /// <param name="sums">[4, 8] Overwritten.</param>
    [MethodImpl(Widest.Loop)]
    private static void OneRow<TDot, TWeights>(byte* x, QuantizedMatrix weights, int block, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        nint end = (nint)weights.Groups * Group;
        sbyte* a = weights.BytesOf(block);
        sbyte* b = a + (end * Width);
        sbyte* c = b + (end * Width);
        sbyte* d = c + (end * Width);
        TDot xa = default, xb = default, xc = default, xd = default;
        for (nint i = 0; i < end; i += Group)
        {
            xa = TDot.Add(xa, x + i, TDot.Load(a + (i * Width)));
            xb = TDot.Add(xb, x + i, TDot.Load(b + (i * Width)));
            xc = TDot.Add(xc, x + i, TDot.Load(c + (i * Width)));
            xd = TDot.Add(xd, x + i, TDot.Load(d + (i * Width)));
        }

        int* shifts = weights.ShiftsOf(block);
        Store<TDot, TWeights>(xa, shifts, sums);
        Store<TDot, TWeights>(xb, shifts + Width, sums + Width);
        Store<TDot, TWeights>(xc, shifts + (2 * Width), sums + (2 * Width));
        Store<TDot, TWeights>(xd, shifts + (3 * Width), sums + (3 * Width));
    }

    /// <summary>Up to two rows with two blocks, for forms whose sums take two registers.</summary>
    /// <param name="x">[rows, inputs] Counted from 128 on.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="rows">How many rows there are, at least 1.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="block">The first block.</param>
    /// <param name="sums">[2, 2, 8] Overwritten.</param>
    [MethodImpl(Widest.Loop)]
    private static void TwoRows<TDot, TWeights>(byte* x, nint stride, int rows, QuantizedMatrix weights, int block, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        nint end = (nint)weights.Groups * Group;
        sbyte* a = weights.BytesOf(block);
        sbyte* b = a + (end * Width);
        byte* y = rows > 1 ? x + stride : x;
        TDot xa = default, xb = default, ya = default, yb = default;
        for (nint i = 0; i < end; i += Group)
        {
            TWeights aw = TDot.Load(a + (i * Width));
            TWeights bw = TDot.Load(b + (i * Width));
            xa = TDot.Add(xa, x + i, aw);
            xb = TDot.Add(xb, x + i, bw);
            ya = TDot.Add(ya, y + i, aw);
            yb = TDot.Add(yb, y + i, bw);
        }

        int* shifts = weights.ShiftsOf(block);
        StoreTwo<TDot, TWeights>(xa, xb, shifts, sums);
        StoreTwo<TDot, TWeights>(ya, yb, shifts, sums + (2 * Width));
    }

    /// <summary>Up to six rows with two blocks.</summary>
    /// <param name="x">[rows, inputs] Counted from 128 on.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="rows">How many rows there are, at least 1.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="block">The first block.</param>
    /// <param name="sums">[6, 2, 8] Overwritten.</param>
    [MethodImpl(Widest.Loop)]
    private static void SixRows<TDot, TWeights>(byte* x, nint stride, int rows, QuantizedMatrix weights, int block, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        nint end = (nint)weights.Groups * Group;
        sbyte* a = weights.BytesOf(block);
        sbyte* b = a + (end * Width);
        byte* x1 = rows > 1 ? x + stride : x;
        byte* x2 = rows > 2 ? x1 + stride : x1;
        byte* x3 = rows > 3 ? x2 + stride : x2;
        byte* x4 = rows > 4 ? x3 + stride : x3;
        byte* x5 = rows > 5 ? x4 + stride : x4;
        TDot a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        TDot b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        for (nint i = 0; i < end; i += Group)
        {
            TWeights aw = TDot.Load(a + (i * Width));
            TWeights bw = TDot.Load(b + (i * Width));
            a0 = TDot.Add(a0, x + i, aw);
            b0 = TDot.Add(b0, x + i, bw);
            a1 = TDot.Add(a1, x1 + i, aw);
            b1 = TDot.Add(b1, x1 + i, bw);
            a2 = TDot.Add(a2, x2 + i, aw);
            b2 = TDot.Add(b2, x2 + i, bw);
            a3 = TDot.Add(a3, x3 + i, aw);
            b3 = TDot.Add(b3, x3 + i, bw);
            a4 = TDot.Add(a4, x4 + i, aw);
            b4 = TDot.Add(b4, x4 + i, bw);
            a5 = TDot.Add(a5, x5 + i, aw);
            b5 = TDot.Add(b5, x5 + i, bw);
        }

        int* shifts = weights.ShiftsOf(block);
        StoreTwo<TDot, TWeights>(a0, b0, shifts, sums);
        StoreTwo<TDot, TWeights>(a1, b1, shifts, sums + (2 * Width));
        StoreTwo<TDot, TWeights>(a2, b2, shifts, sums + (4 * Width));
        StoreTwo<TDot, TWeights>(a3, b3, shifts, sums + (6 * Width));
        StoreTwo<TDot, TWeights>(a4, b4, shifts, sums + (8 * Width));
        StoreTwo<TDot, TWeights>(a5, b5, shifts, sums + (10 * Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo<TDot, TWeights>(TDot a, TDot b, int* shifts, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct
    {
        Store<TDot, TWeights>(a, shifts, sums);
        Store<TDot, TWeights>(b, shifts + Width, sums + Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TDot, TWeights>(TDot dot, int* shifts, int* sums)
        where TDot : struct, IByteDot<TDot, TWeights>
        where TWeights : struct => dot.Less(shifts).Store(sums);
}
