namespace Dragoman.Numerics.Kernels;

/// <summary>Where the operands of one tile of C lie, as addresses and distances in floats.</summary>
internal unsafe struct GemmTile
{
    /// <summary>Length of the sums, at least 1.</summary>
    internal int Depth;

    /// <summary>A[row, k] lies at <c>A[(row × ARowStride) + (k × ADepthStride)]</c>.</summary>
    internal float* A;
    internal nint ARowStride;
    internal nint ADepthStride;

    /// <summary>B[k, column] lies at <c>B[(k × BStride) + column]</c>.</summary>
    internal float* B;
    internal nint BStride;

    /// <summary>C[row, column] lies at <c>C[(row × CStride) + column]</c>.</summary>
    internal float* C;
    internal nint CStride;

    /// <summary>D[row, column], to which the product is added, lies at <c>D[(row × DStride) + column]</c>.</summary>
    internal float* D;
    internal nint DStride;
}
