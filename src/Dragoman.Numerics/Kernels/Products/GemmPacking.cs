using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dragoman.Numerics.Kernels.Products;

/// <summary>Copies operands into the order in which <see cref="GemmKernel{TLanes, TVector}"/> reads them.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>Columns in a panel of B.</summary>
    internal const int PanelWidth = 32;

    /// <summary>Rows copied to one panel or tile before the next, so that few pages are in use.</summary>
    private const int RowsAtOnce = 8;

    /// <summary>Rows between one that is copied and one that is fetched into the cache meanwhile.</summary>
    private const int RowsAhead = 16;

    /// <summary>Floats from one depth step of a packed tile of A to the next.</summary>
    internal static int TileStride(int rows) => (rows + 3) & ~3;

    /// <summary>Packs rows of A into tiles, each depth-major: target[tile][k × TileStride(height) + row] = A[row, k].</summary>
    /// <param name="source">First element of the rows.</param>
    /// <param name="sourceStride">Floats between rows in memory.</param>
    /// <param name="transposed">True when A is stored [depth, rows].</param>
    /// <param name="tiles">How the rows are cut.</param>
    /// <param name="depth">Depth of the block.</param>
    /// <param name="target">The tiles; the rows that fill up a multiple of 4 become unspecified.</param>
    internal static void PackTiles(float* source, nint sourceStride, bool transposed, GemmTiles tiles, int depth, float* target)
    {
        int step = transposed ? RowsAtOnce : depth;
        for (int k = 0; k < depth; k += step)
        {
            int steps = Math.Min(step, depth - k);
            float* tile = target;
            int row = 0;
            for (int i = 0; i < tiles.Count; i++)
            {
                int height = tiles.Height(i);
                int stride = TileStride(height);
                if (transposed)
                {
                    CopyRows(source + row + (k * sourceStride), sourceStride, height, steps, tile + (k * stride), stride);
                }
                else
                {
                    Transposition.Run(source + (row * sourceStride) + k, sourceStride, height, steps, tile + (k * stride), stride);
                }

                tile += depth * stride;
                row += height;
            }
        }
    }

    /// <summary>Packs columns of B into panels of 32: target[panel][k × 32 + column] = B[k, column], zeros after the last column.</summary>
    /// <param name="source">First element of the columns.</param>
    /// <param name="sourceStride">Floats between rows in memory.</param>
    /// <param name="transposed">True when B is stored [columns, depth].</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="depth">Depth of the block.</param>
    /// <param name="target">[panels, depth, 32] Overwritten.</param>
    internal static void PackPanels(float* source, nint sourceStride, bool transposed, int columns, int depth, float* target)
    {
        int step = transposed ? depth : RowsAtOnce;
        for (int k = 0; k < depth; k += step)
        {
            int rows = Math.Min(step, depth - k);
            for (int column = 0; column < columns; column += PanelWidth)
            {
                int width = Math.Min(PanelWidth, columns - column);
                float* panel = target + ((nint)column * depth) + (k * PanelWidth);
                if (transposed)
                {
                    Transposition.Run(source + (column * sourceStride) + k, sourceStride, width, rows, panel, PanelWidth);
                }
                else
                {
                    CopyRows(source + column + (k * sourceStride), sourceStride, width, rows, panel, PanelWidth);
                }

                if (width < PanelWidth)
                {
                    ClearColumns(panel, width, rows);
                }
            }
        }
    }

    private static void ClearColumns(float* panel, int first, int depth)
    {
        for (int k = 0; k < depth; k++)
        {
            new Span<float>(panel + (k * PanelWidth) + first, PanelWidth - first).Clear();
        }
    }

    /// <summary>Copies rows of a few neighbouring columns, fetching later rows into the cache meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(float* source, nint sourceStride, int width, int depth, float* target, nint targetStride)
    {
        for (float* end = target + (depth * targetStride); target != end; target += targetStride)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(source + (RowsAhead * sourceStride));
                Sse.Prefetch0(source + (RowsAhead * sourceStride) + Pages.LineLength);
            }

            if (width == PanelWidth)
            {
                Vector512.Load(source).Store(target);
                Vector512.Load(source + 16).Store(target + 16);
            }
            else if (width is >= 8 and <= 12)
            {
                // A tall tile: the second copy may overlap the first.
                Vector256.Load(source).Store(target);
                Vector128.Load(source + width - 4).Store(target + width - 4);
            }
            else
            {
                new ReadOnlySpan<float>(source, width).CopyTo(new Span<float>(target, width));
            }

            source += sourceStride;
        }
    }
}
