using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels.Products;

/// <summary>Cuts a product into blocks that stay in the caches, packs them, and runs the kernel over their tiles.</summary>
/// <remarks>
/// Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication": a block of A stays in the second-level cache while
/// the panels of B stream past it. The depth is cut by its own length alone, so that a sum is formed in the same order for any number of
/// rows.
/// </remarks>
internal static unsafe class GemmDriver<TLanes, TVector>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
{
    private const int PanelWidth = GemmPacking.PanelWidth;

    /// <summary>Columns of C that one run of the kernel computes.</summary>
    private static int StripWidth => 2 * TLanes.Count;

    internal static void Multiply(in GemmProblem problem, Arena scratch)
    {
        Arena.Position mark = scratch.Mark();
        GemmPlan plan = new(problem, TLanes.TileRows);
        float* edge = problem.Columns % TLanes.Count > 0 ? scratch.Take(TLanes.TileRows, StripWidth).Pointer : null;
        float* packedA = plan.PacksA ? scratch.Take(plan.DepthBlock, plan.TileBuffer).Pointer : null;
        float* packedB = plan.PacksB ? scratch.Take(plan.DepthBlock, plan.PanelBuffer).Pointer : null;
        GemmBlock block = new() { Edge = edge };
        for (int k = 0; k < problem.Depth; k += block.Depth)
        {
            block.K = k;
            block.Depth = Math.Min(plan.DepthBlock, problem.Depth - k);
            for (int column = 0; column < problem.Columns; column += block.Columns)
            {
                block.Column = column;
                SetB(problem, plan, packedB, ref block);
                for (int row = 0; row < problem.Rows; row += block.Rows)
                {
                    block.Row = row;
                    block.Rows = Math.Min(plan.RowBlock, problem.Rows - row);
                    SetA(problem, plan, packedA, ref block);
                    MultiplyBlock(problem, block);
                }
            }
        }

        scratch.Release(mark);
    }

    /// <summary>Chooses the columns from <c>block.Column</c> on, and the place to read B from.</summary>
    private static void SetB(in GemmProblem problem, in GemmPlan plan, float* packedB, ref GemmBlock block)
    {
        int rest = problem.Columns - block.Column;
        block.Columns = Math.Min(plan.ColumnBlock, rest);
        if (problem.IsPacked)
        {
            block.B = problem.B + ((nint)block.Column * problem.Depth) + ((nint)block.K * PanelWidth);
            (block.BStride, block.PanelDistance) = (PanelWidth, (nint)PanelWidth * problem.Depth);
        }
        else if (plan.ReadsB && rest >= PanelWidth)
        {
            block.Columns = rest / PanelWidth * PanelWidth;
            block.B = problem.AddressOfB(block.K, block.Column);
            (block.BStride, block.PanelDistance) = (problem.BStride, PanelWidth);
        }
        else
        {
            float* source = problem.AddressOfB(block.K, block.Column);
            GemmPacking.PackPanels(source, problem.BStride, problem.TransposeB, block.Columns, block.Depth, packedB);
            block.B = packedB;
            (block.BStride, block.PanelDistance) = (PanelWidth, (nint)PanelWidth * block.Depth);
        }
    }

    private static void SetA(in GemmProblem problem, in GemmPlan plan, float* packedA, ref GemmBlock block)
    {
        float* source = problem.AddressOfA(block.Row, block.K);
        block.Tiles = new GemmTiles(block.Rows, TLanes.TileRows);
        block.IsPackedA = plan.PacksA;
        if (!plan.PacksA)
        {
            block.A = source;
        }
        else if (block.Column == 0 || block.Rows < problem.Rows)
        {
            GemmPacking.PackTiles(source, problem.AStride, problem.TransposeA, block.Tiles, block.Depth, packedA);
            block.A = packedA;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyBlock(in GemmProblem problem, in GemmBlock block)
    {
        GemmTile tile = new()
        {
            Depth = block.Depth,
            ARowStride = block.IsPackedA || problem.TransposeA ? 1 : problem.AStride,
            ADepthStride = problem.TransposeA ? problem.AStride : 1,
            BStride = block.BStride,
            CStride = problem.CStride,
            DStride = block.K > 0 ? problem.CStride : problem.DStride,
        };
        bool adds = block.K > 0 || problem.D != null;
        for (int column = 0; column < block.Columns; column += StripWidth)
        {
            tile.A = block.A;
            tile.B = block.B + (column / PanelWidth * block.PanelDistance) + (column % PanelWidth);
            tile.C = problem.AddressOfC(block.Row, block.Column + column);
            tile.D = block.K > 0 ? tile.C : problem.AddressOfD(block.Row, block.Column + column);
            MultiplyStrip(block, tile, Math.Min(StripWidth, block.Columns - column), adds);
        }
    }

    /// <summary>Runs down the tiles of a strip of at most two vectors of columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyStrip(in GemmBlock block, GemmTile tile, int width, bool adds)
    {
        int vectors = width > TLanes.Count ? 2 : 1;
        bool overhangs = width < vectors * TLanes.Count;
        float* c = tile.C;
        nint cStride = tile.CStride;
        if (overhangs)
        {
            tile.C = block.Edge;
            tile.CStride = StripWidth;
        }

        for (int i = 0; i < block.Tiles.Count; i++)
        {
            int height = block.Tiles.Height(i);
            tile.ADepthStride = block.IsPackedA ? GemmPacking.TileStride(height) : tile.ADepthStride;
            GemmKernel<TLanes, TVector>.Run(tile, height, vectors, adds && !overhangs);
            tile.A += block.IsPackedA ? tile.ADepthStride * tile.Depth : height * tile.ARowStride;
            if (overhangs)
            {
                CopyEdge(block.Edge, height, width, c, cStride, adds ? tile.D : null, tile.DStride);
                c += height * cStride;
            }
            else
            {
                tile.C += height * cStride;
            }

            tile.D += height * tile.DStride;
        }
    }

    /// <summary>Moves the columns that exist from a whole tile to C, or their sum with D.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyEdge(float* edge, int rows, int columns, float* c, nint cStride, float* d, nint dStride)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                c[column] = d != null ? d[column] + edge[column] : edge[column];
            }

            edge += StripWidth;
            c += cStride;
            d += dStride;
        }
    }
}
