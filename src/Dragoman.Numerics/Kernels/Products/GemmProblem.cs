namespace Dragoman.Numerics.Kernels.Products;

/// <summary>One matrix product as addresses and sizes: C [rows, columns] = D + op(A) [rows, depth] · op(B) [depth, columns].</summary>
internal readonly unsafe struct GemmProblem
{
    internal required int Rows { get; init; }

    internal required int Columns { get; init; }

    internal required int Depth { get; init; }

    internal required float* A { get; init; }

    internal required nint AStride { get; init; }

    internal required bool TransposeA { get; init; }

    /// <summary>First element of B, or first panel when <see cref="IsPacked"/>.</summary>
    internal required float* B { get; init; }

    internal required nint BStride { get; init; }

    internal required bool TransposeB { get; init; }

    internal required bool IsPacked { get; init; }

    internal required float* C { get; init; }

    internal required nint CStride { get; init; }

    /// <summary>What the product is added to, possibly C itself; null for nothing.</summary>
    internal required float* D { get; init; }

    /// <summary>Floats between rows of D; 0 adds one row to all, and where there is no D.</summary>
    internal required nint DStride { get; init; }

    /// <summary>Address of op(A)[row, k].</summary>
    internal float* AddressOfA(int row, int k) => TransposeA ? A + (k * AStride) + row : A + (row * AStride) + k;

    /// <summary>Address of op(B)[k, column] in an unpacked B.</summary>
    internal float* AddressOfB(int k, int column) => TransposeB ? B + (column * BStride) + k : B + (k * BStride) + column;

    /// <summary>Address of C[row, column].</summary>
    internal float* AddressOfC(int row, int column) => C + (row * CStride) + column;

    /// <summary>Address of D[row, column].</summary>
    internal float* AddressOfD(int row, int column) => D + (row * DStride) + column;
}
