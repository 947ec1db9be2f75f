namespace Dragoman.Numerics.Kernels;

/// <summary>Cuts a product into blocks that stay in the caches, packs them, and runs the kernel over their tiles.</summary>
/// <remarks>
/// Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication": a block of A stays in the second-level cache while
/// the panels of B stream past it. The depth is cut by its own length alone, so each sum is formed in the same order for any number of rows.
/// </remarks>
internal static unsafe class GemmDriver<TLanes, TVector>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
{
    private const int PanelWidth = GemmPacking.PanelWidth;
    private const int DepthLimit = 512; // 64 KB for a panel of B
    private const int RowLimit = 240; // 480 KB for a block of A
    private const int ColumnLimit = 2048; // 4 MB for packed panels of B

    private static int StripWidth => 2 * TLanes.Count;

    internal static void Multiply(in GemmProblem problem, Arena scratch)
    {
        Arena.Position mark = scratch.Mark();
        int depthBlock = EvenBlock(problem.Depth, DepthLimit, 4);
        int rowBlock = EvenBlock(problem.Rows, RowLimit, TLanes.TileRows);
        bool packsOnTheWay = !problem.IsPacked && rowBlock >= problem.Rows;
        int columnBlock = problem.IsPacked || packsOnTheWay ? problem.Columns : EvenBlock(problem.Columns, ColumnLimit, PanelWidth);

        int tiles = (rowBlock + TLanes.TileRows - 1) / TLanes.TileRows;
        float* edge = scratch.Take(TLanes.TileRows, StripWidth).Pointer;
        float* packedA = scratch.Take(depthBlock, tiles * GemmKernel<TLanes, TVector>.Stride(TLanes.TileRows)).Pointer;
        int panels = problem.IsPacked ? 0 : packsOnTheWay ? 1 : (columnBlock + PanelWidth - 1) / PanelWidth;
        float* packedB = scratch.Take(panels * depthBlock, PanelWidth).Pointer;

        for (int k = 0; k < problem.Depth; k += depthBlock)
        {
            int depth = Math.Min(depthBlock, problem.Depth - k);
            for (int column = 0; column < problem.Columns; column += columnBlock)
            {
                int columns = Math.Min(columnBlock, problem.Columns - column);
                if (!problem.IsPacked && !packsOnTheWay)
                {
                    PackPanels(problem, k, depth, column, columns, packedB);
                }

                for (int row = 0; row < problem.Rows; row += rowBlock)
                {
                    int rows = Math.Min(rowBlock, problem.Rows - row);
                    PackTiles(problem, row, rows, k, depth, packedA);
                    for (int n = 0; n < columns; n += PanelWidth)
                    {
                        int width = Math.Min(PanelWidth, columns - n);
                        float* panel = packedB;
                        if (problem.IsPacked)
                        {
                            panel = problem.B + ((nint)(column + n) * problem.Depth) + (k * PanelWidth);
                        }
                        else if (packsOnTheWay)
                        {
                            PackPanels(problem, k, depth, n, width, packedB);
                        }
                        else
                        {
                            panel = packedB + ((nint)n * depth);
                        }

                        MultiplyPanel(problem, row, rows, column + n, width, k, depth, packedA, panel, edge);
                    }
                }
            }
        }

        scratch.Release(mark);
    }

    private static void MultiplyPanel(
        in GemmProblem problem, int row, int rows, int column, int columns, int k, int depth, float* a, float* panel, float* edge)
    {
        bool accumulate = problem.Accumulate || k > 0;
        for (int n = 0; n < columns; n += StripWidth)
        {
            int width = Math.Min(StripWidth, columns - n);
            int vectors = width > TLanes.Count ? 2 : 1;
            float* tile = a;
            int rest = rows;
            for (int tiles = TileCount(rows); tiles > 0; tiles--)
            {
                int height = (rest + tiles - 1) / tiles;
                float* c = problem.AddressOfC(row + rows - rest, column + n);
                if (width == vectors * TLanes.Count)
                {
                    GemmKernel<TLanes, TVector>.Run(height, vectors, depth, tile, panel + n, PanelWidth, c, problem.CStride, accumulate);
                }
                else
                {
                    GemmKernel<TLanes, TVector>.Run(height, vectors, depth, tile, panel + n, PanelWidth, edge, StripWidth, false);
                    Merge(edge, height, width, c, problem.CStride, accumulate);
                }

                tile += depth * GemmKernel<TLanes, TVector>.Stride(height);
                rest -= height;
            }
        }
    }

    private static void Merge(float* edge, int rows, int columns, float* c, nint cStride, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                c[column] = accumulate ? c[column] + edge[column] : edge[column];
            }

            edge += StripWidth;
            c += cStride;
        }
    }

    private static void PackTiles(in GemmProblem problem, int row, int rows, int k, int depth, float* target)
    {
        int rest = rows;
        for (int tiles = TileCount(rows); tiles > 0; tiles--)
        {
            int height = (rest + tiles - 1) / tiles;
            int stride = GemmKernel<TLanes, TVector>.Stride(height);
            float* source = problem.AddressOfA(row + rows - rest, k);
            GemmPacking.PackTile(source, problem.AStride, problem.TransposeA, height, depth, target, stride);
            target += depth * stride;
            rest -= height;
        }
    }

    private static void PackPanels(in GemmProblem problem, int k, int depth, int column, int columns, float* target)
    {
        for (int n = 0; n < columns; n += PanelWidth)
        {
            int width = Math.Min(PanelWidth, columns - n);
            float* source = problem.AddressOfB(k, column + n);
            GemmPacking.PackPanel(source, problem.BStride, problem.TransposeB, width, depth, target + ((nint)n * depth));
        }
    }

    private static int TileCount(int rows) => (rows + TLanes.TileRows - 1) / TLanes.TileRows;

    /// <summary>The size of equal blocks of at most about <paramref name="limit"/>, rounded up to a multiple of <paramref name="unit"/>.</summary>
    private static int EvenBlock(int size, int limit, int unit)
    {
        int blocks = Math.Max(1, (size + limit - 1) / limit);
        int block = (size + blocks - 1) / blocks;
        return (block + unit - 1) / unit * unit;
    }
}
