namespace Dragoman.Numerics.Kernels.Products;

/// <summary>The part of a product that is being computed: its place, its size, and where its operands lie.</summary>
internal unsafe struct GemmBlock
{
    internal int Row;
    internal int Rows;
    internal int Column;
    internal int Columns;

    /// <summary>First term of the sums.</summary>
    internal int K;

    /// <summary>Terms of the sums.</summary>
    internal int Depth;

    /// <summary>How the rows are cut.</summary>
    internal GemmTiles Tiles;

    /// <summary>The tiles when packed, otherwise A[Row, K] itself.</summary>
    internal float* A;
    internal bool IsPackedA;

    /// <summary>B[K, Column], packed or not.</summary>
    internal float* B;
    internal nint BStride;

    /// <summary>Floats between the first columns of neighbouring panels of B.</summary>
    internal nint PanelDistance;

    /// <summary>Room for one tile, to compute what overhangs the last column.</summary>
    internal float* Edge;
}
