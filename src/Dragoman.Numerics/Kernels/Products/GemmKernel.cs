using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels.Products;

/// <summary>The innermost loop of the matrix product: one tile of C, kept in registers over a block of the depth.</summary>
/// <remarks>
/// Every element is one chain of multiply-adds in the order of the depth, whatever the height of the tile: the bits of a row do not depend
/// on the rows beside it.
/// </remarks>
internal static unsafe class GemmKernel<TLanes, TVector>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Depth steps between a row of B and the row that is fetched into the second-level cache meanwhile.</summary>
    private const int StepsAhead = 64;

    /// <summary>Low tiles read B as fast as memory gives it, and requests ahead of time only get in the way.</summary>
    private const int RowsWorthFetching = 5;

    /// <summary>Computes one tile of C.</summary>
    /// <param name="tile">Where the operands lie.</param>
    /// <param name="rows">Rows of the tile, at most <c>TLanes.TileRows</c>.</param>
    /// <param name="vectors">Columns of the tile in vectors, 1 or 2.</param>
    /// <param name="add">Adds the product to D; otherwise D is not read.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(in GemmTile tile, int rows, int vectors, bool add)
    {
        if (vectors == 2)
        {
            if (add)
            {
                Run<Two, Yes>(tile, rows);
            }
            else
            {
                Run<Two, No>(tile, rows);
            }
        }
        else
        {
            if (add)
            {
                Run<One, Yes>(tile, rows);
            }
            else
            {
                Run<One, No>(tile, rows);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TVectors, TAdd>(in GemmTile tile, int rows)
        where TVectors : struct, IConstant<int>
        where TAdd : struct, IConstant<bool>
    {
        switch (rows)
        {
            case 1:
                Run<One, TVectors, TAdd>(tile);
                break;
            case 2:
                Run<Two, TVectors, TAdd>(tile);
                break;
            case 3:
                Run<Three, TVectors, TAdd>(tile);
                break;
            case 4:
                Run<Four, TVectors, TAdd>(tile);
                break;
            case 5:
                Run<Five, TVectors, TAdd>(tile);
                break;
            case 6:
                Run<Six, TVectors, TAdd>(tile);
                break;
            case 7:
                Run<Seven, TVectors, TAdd>(tile);
                break;
            case 8:
                Run<Eight, TVectors, TAdd>(tile);
                break;
            case 9:
                Run<Nine, TVectors, TAdd>(tile);
                break;
            case 10:
                Run<Ten, TVectors, TAdd>(tile);
                break;
            case 11:
                Run<Eleven, TVectors, TAdd>(tile);
                break;
            case 12:
                Run<Twelve, TVectors, TAdd>(tile);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Run<TRows, TVectors, TAdd>(in GemmTile tile)
        where TRows : struct, IConstant<int>
        where TVectors : struct, IConstant<int>
        where TAdd : struct, IConstant<bool>
    {
        // Four addresses and two distances reach twelve rows: an address plus 0, 1 or 2 rows is a single operand of an instruction.
        nint aRow = tile.ARowStride;
        nint aRow2 = 2 * aRow;
        nint aStep = tile.ADepthStride;
        float* a0 = tile.A;
        float* a3 = a0 + (3 * aRow);
        float* a6 = a3 + (3 * aRow);
        float* a9 = a6 + (3 * aRow);
        float* b = tile.B;
        nint bStep = tile.BStride;
        FetchResult<TRows, TAdd>(tile);
        TileRow<TLanes, TVector, TVectors> row0 = default;
        TileRow<TLanes, TVector, TVectors> row1 = default;
        TileRow<TLanes, TVector, TVectors> row2 = default;
        TileRow<TLanes, TVector, TVectors> row3 = default;
        TileRow<TLanes, TVector, TVectors> row4 = default;
        TileRow<TLanes, TVector, TVectors> row5 = default;
        TileRow<TLanes, TVector, TVectors> row6 = default;
        TileRow<TLanes, TVector, TVectors> row7 = default;
        TileRow<TLanes, TVector, TVectors> row8 = default;
        TileRow<TLanes, TVector, TVectors> row9 = default;
        TileRow<TLanes, TVector, TVectors> row10 = default;
        TileRow<TLanes, TVector, TVectors> row11 = default;
        for (float* end = b + (tile.Depth * bStep); b != end; b += bStep)
        {
            TVector left = TLanes.Load(b);
            TVector right = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : default;
            if (Sse.IsSupported && TRows.Value >= RowsWorthFetching)
            {
                Sse.Prefetch1(b + (StepsAhead * bStep));
                Sse.Prefetch1(b + (StepsAhead * bStep) + Pages.LineLength);
            }

            row0.MultiplyAdd(a0, left, right);
            if (TRows.Value > 1)
            {
                row1.MultiplyAdd(a0 + aRow, left, right);
            }

            if (TRows.Value > 2)
            {
                row2.MultiplyAdd(a0 + aRow2, left, right);
            }

            if (TRows.Value > 3)
            {
                row3.MultiplyAdd(a3, left, right);
            }

            if (TRows.Value > 4)
            {
                row4.MultiplyAdd(a3 + aRow, left, right);
            }

            if (TRows.Value > 5)
            {
                row5.MultiplyAdd(a3 + aRow2, left, right);
            }

            if (TRows.Value > 6)
            {
                row6.MultiplyAdd(a6, left, right);
            }

            if (TRows.Value > 7)
            {
                row7.MultiplyAdd(a6 + aRow, left, right);
            }

            if (TRows.Value > 8)
            {
                row8.MultiplyAdd(a6 + aRow2, left, right);
            }

            if (TRows.Value > 9)
            {
                row9.MultiplyAdd(a9, left, right);
            }

            if (TRows.Value > 10)
            {
                row10.MultiplyAdd(a9 + aRow, left, right);
            }

            if (TRows.Value > 11)
            {
                row11.MultiplyAdd(a9 + aRow2, left, right);
            }

            a0 += aStep;
            a3 += aStep;
            a6 += aStep;
            a9 += aStep;
        }

        float* c = tile.C;
        nint cRow = tile.CStride;
        float* d = tile.D;
        nint dRow = tile.DStride;
        row0.Store<TAdd>(c, d);
        if (TRows.Value > 1)
        {
            row1.Store<TAdd>(c + cRow, d + dRow);
        }

        if (TRows.Value > 2)
        {
            row2.Store<TAdd>(c + (2 * cRow), d + (2 * dRow));
        }

        if (TRows.Value > 3)
        {
            row3.Store<TAdd>(c + (3 * cRow), d + (3 * dRow));
        }

        if (TRows.Value > 4)
        {
            row4.Store<TAdd>(c + (4 * cRow), d + (4 * dRow));
        }

        if (TRows.Value > 5)
        {
            row5.Store<TAdd>(c + (5 * cRow), d + (5 * dRow));
        }

        if (TRows.Value > 6)
        {
            row6.Store<TAdd>(c + (6 * cRow), d + (6 * dRow));
        }

        if (TRows.Value > 7)
        {
            row7.Store<TAdd>(c + (7 * cRow), d + (7 * dRow));
        }

        if (TRows.Value > 8)
        {
            row8.Store<TAdd>(c + (8 * cRow), d + (8 * dRow));
        }

        if (TRows.Value > 9)
        {
            row9.Store<TAdd>(c + (9 * cRow), d + (9 * dRow));
        }

        if (TRows.Value > 10)
        {
            row10.Store<TAdd>(c + (10 * cRow), d + (10 * dRow));
        }

        if (TRows.Value > 11)
        {
            row11.Store<TAdd>(c + (11 * cRow), d + (11 * dRow));
        }
    }

    /// <summary>Fetches what the tile is stored to, and added to, while the products are summed; a large C is in no cache by the time its tile is ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FetchResult<TRows, TAdd>(in GemmTile tile)
        where TRows : struct, IConstant<int>
        where TAdd : struct, IConstant<bool>
    {
        if (!Sse.IsSupported || TRows.Value < RowsWorthFetching)
        {
            return;
        }

        float* line = TAdd.Value ? tile.D : tile.C;
        nint distance = TAdd.Value ? tile.DStride : tile.CStride;
        for (int row = 0; row < TRows.Value; row++)
        {
            Sse.Prefetch0(line);
            Sse.Prefetch0(line + Pages.LineLength);
            line += distance;
        }
    }
}
