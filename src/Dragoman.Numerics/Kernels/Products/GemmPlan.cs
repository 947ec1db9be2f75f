namespace Dragoman.Numerics.Kernels.Products;

/// <summary>How a product is cut into blocks, and which operands are worth packing.</summary>
internal readonly unsafe struct GemmPlan
{
    /// <summary>A panel of B has at most 64 KB, a packed tile of A 24 KB.</summary>
    private const int DepthLimit = 512;

    /// <summary>A block of A has at most 480 KB, half of a usual second-level cache.</summary>
    private const int RowLimit = 240;

    /// <summary>Packed panels of B have at most 4 MB when several blocks of A share them.</summary>
    private const int ColumnLimit = 2048;

    /// <summary>Packed panels of B have at most 256 KB when the only block of A takes them one group after the other.</summary>
    private const int ColumnLimitOfOneBlock = 128;

    /// <summary>Fewer columns use each number of A too seldom to pay for a copy that turns its rows.</summary>
    private const int ColumnsWorthTurningA = 2048;

    /// <summary>As many columns pay for a copy of what would be read from many pages, or from places that share a cache set.</summary>
    private const int ColumnsWorthGatheringA = 128;

    /// <summary>Rows whose distance is a multiple of as many floats, 4 KB, share a set of the first-level cache.</summary>
    private const int CacheWay = 1024;

    /// <summary>Fewer rows have no use for neighbours in memory.</summary>
    private const int RowsWorthPackingA = 5;

    /// <summary>A matrix of 16 KB stays in the first-level cache wherever its rows lie.</summary>
    private const int SmallLength = 4096;

    /// <summary>Plans a product.</summary>
    /// <param name="problem">The product.</param>
    /// <param name="tileRows">Rows of the tallest tile.</param>
    internal GemmPlan(in GemmProblem problem, int tileRows)
    {
        const int PanelWidth = GemmPacking.PanelWidth;
        DepthBlock = EvenBlock(problem.Depth, DepthLimit, 4);
        RowBlock = EvenBlock(problem.Rows, RowLimit, tileRows);
        bool isScattered = problem.TransposeA || problem.AStride % CacheWay == 0;
        PacksA = problem.Rows >= RowsWorthPackingA && problem.Columns >= (isScattered ? ColumnsWorthGatheringA : ColumnsWorthTurningA);
        TileBuffer = (RowBlock + tileRows - 1) / tileRows * GemmPacking.TileStride(tileRows);
        if (problem.IsPacked)
        {
            ColumnBlock = problem.Columns;
            return;
        }

        bool isOneRowBlock = RowBlock >= problem.Rows;
        ReadsB = !problem.TransposeB && isOneRowBlock && IsQuickToRead(problem, tileRows);
        PacksB = !ReadsB || problem.Columns % PanelWidth > 0;
        ColumnBlock = EvenBlock(problem.Columns, isOneRowBlock ? ColumnLimitOfOneBlock : ColumnLimit, PanelWidth);
        PanelBuffer = ReadsB ? PanelWidth : (ColumnBlock + PanelWidth - 1) / PanelWidth * PanelWidth;
    }

    /// <summary>Terms of a sum that are added in one go; follows from the depth alone, as the bits of the result do.</summary>
    internal int DepthBlock { get; }

    internal int RowBlock { get; }

    internal int ColumnBlock { get; }

    /// <summary>Copies tiles of A; otherwise the kernel reads A where it lies.</summary>
    internal bool PacksA { get; }

    /// <summary>Copies panels of B, be it only the last and narrower one.</summary>
    internal bool PacksB { get; }

    /// <summary>The kernel reads whole panels of an unpacked B where they lie.</summary>
    internal bool ReadsB { get; }

    /// <summary>Floats for each depth step of the tiles of a block.</summary>
    internal int TileBuffer { get; }

    /// <summary>Floats for each depth step of the panels of a block.</summary>
    internal int PanelBuffer { get; }

    /// <summary>B is read once, or is small, or its vectors do not straddle cache lines.</summary>
    private static bool IsQuickToRead(in GemmProblem problem, int tileRows)
    {
        nint stride = problem.BStride;
        bool isAligned = (nuint)problem.B % (Pages.LineLength * sizeof(float)) == 0 && stride % Pages.LineLength == 0;
        return problem.Rows <= tileRows || isAligned || problem.Depth * stride <= SmallLength;
    }

    /// <summary>The whole, or a multiple of <paramref name="unit"/> not much above <paramref name="limit"/>.</summary>
    private static int EvenBlock(int size, int limit, int unit)
    {
        if (size <= limit)
        {
            return size;
        }

        int blocks = (size + limit - 1) / limit;
        int block = (size + blocks - 1) / blocks;
        return (block + unit - 1) / unit * unit;
    }
}
