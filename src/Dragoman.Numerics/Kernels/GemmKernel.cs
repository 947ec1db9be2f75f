using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The innermost loop of the matrix product: one tile of C, kept in registers over a block of the depth.</summary>
/// <remarks>
/// Every element is one chain of multiply-adds in the order of the depth, whatever the height of the tile: the bits of a row do not depend
/// on the rows beside it.
/// </remarks>
internal static unsafe class GemmKernel<TLanes, TVector>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>C tile = or += A tile · B strip for 1 to 12 rows and one or two vectors of columns.</summary>
    /// <param name="rows">Rows of the tile, at most <c>TLanes.TileRows</c>.</param>
    /// <param name="vectors">Columns of the tile in vectors, 1 or 2.</param>
    /// <param name="depth">Length of the sums.</param>
    /// <param name="a">Packed A tile, depth-major, each step of <see cref="Stride"/> floats.</param>
    /// <param name="b">First row of the B strip.</param>
    /// <param name="bStride">Floats between rows of B.</param>
    /// <param name="c">First element of the C tile.</param>
    /// <param name="cStride">Floats between rows of C.</param>
    /// <param name="accumulate">Adds to C instead of overwriting it.</param>
    internal static void Run(int rows, int vectors, int depth, float* a, float* b, nint bStride, float* c, nint cStride, bool accumulate)
    {
        if (vectors == 2)
        {
            Run<Gemm2>(rows, depth, a, b, bStride, c, cStride, accumulate);
        }
        else
        {
            Run<Gemm1>(rows, depth, a, b, bStride, c, cStride, accumulate);
        }
    }

    /// <summary>Floats from one depth step of a packed A tile to the next.</summary>
    internal static int Stride(int rows) => (rows + 3) & ~3;

    private static void Run<TVectors>(int rows, int depth, float* a, float* b, nint bStride, float* c, nint cStride, bool accumulate)
        where TVectors : struct, IGemmCount
    {
        switch (rows)
        {
            case 1:
                Tile<Gemm1, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 2:
                Tile<Gemm2, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 3:
                Tile<Gemm3, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 4:
                Tile<Gemm4, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 5:
                Tile<Gemm5, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 6:
                Tile<Gemm6, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 7:
                Tile<Gemm7, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 8:
                Tile<Gemm8, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 9:
                Tile<Gemm9, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 10:
                Tile<Gemm10, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 11:
                Tile<Gemm11, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
            case 12:
                Tile<Gemm12, TVectors>(depth, a, b, bStride, c, cStride, accumulate);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Tile<TRows, TVectors>(int depth, float* a, float* b, nint bStride, float* c, nint cStride, bool accumulate)
        where TRows : struct, IGemmCount
        where TVectors : struct, IGemmCount
    {
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
        for (float* end = b + (depth * bStride); b != end; b += bStride)
        {
            TVector left = TLanes.Load(b);
            TVector right = TVectors.Value > 1 ? TLanes.Load(b + TLanes.Count) : default;
            row0.MultiplyAdd(a, left, right);
            if (TRows.Value > 1)
            {
                row1.MultiplyAdd(a + 1, left, right);
            }

            if (TRows.Value > 2)
            {
                row2.MultiplyAdd(a + 2, left, right);
            }

            if (TRows.Value > 3)
            {
                row3.MultiplyAdd(a + 3, left, right);
            }

            if (TRows.Value > 4)
            {
                row4.MultiplyAdd(a + 4, left, right);
            }

            if (TRows.Value > 5)
            {
                row5.MultiplyAdd(a + 5, left, right);
            }

            if (TRows.Value > 6)
            {
                row6.MultiplyAdd(a + 6, left, right);
            }

            if (TRows.Value > 7)
            {
                row7.MultiplyAdd(a + 7, left, right);
            }

            if (TRows.Value > 8)
            {
                row8.MultiplyAdd(a + 8, left, right);
            }

            if (TRows.Value > 9)
            {
                row9.MultiplyAdd(a + 9, left, right);
            }

            if (TRows.Value > 10)
            {
                row10.MultiplyAdd(a + 10, left, right);
            }

            if (TRows.Value > 11)
            {
                row11.MultiplyAdd(a + 11, left, right);
            }

            a += (TRows.Value + 3) & ~3;
        }

        row0.Store(c, accumulate);
        if (TRows.Value > 1)
        {
            row1.Store(c + (1 * cStride), accumulate);
        }

        if (TRows.Value > 2)
        {
            row2.Store(c + (2 * cStride), accumulate);
        }

        if (TRows.Value > 3)
        {
            row3.Store(c + (3 * cStride), accumulate);
        }

        if (TRows.Value > 4)
        {
            row4.Store(c + (4 * cStride), accumulate);
        }

        if (TRows.Value > 5)
        {
            row5.Store(c + (5 * cStride), accumulate);
        }

        if (TRows.Value > 6)
        {
            row6.Store(c + (6 * cStride), accumulate);
        }

        if (TRows.Value > 7)
        {
            row7.Store(c + (7 * cStride), accumulate);
        }

        if (TRows.Value > 8)
        {
            row8.Store(c + (8 * cStride), accumulate);
        }

        if (TRows.Value > 9)
        {
            row9.Store(c + (9 * cStride), accumulate);
        }

        if (TRows.Value > 10)
        {
            row10.Store(c + (10 * cStride), accumulate);
        }

        if (TRows.Value > 11)
        {
            row11.Store(c + (11 * cStride), accumulate);
        }
    }
}
