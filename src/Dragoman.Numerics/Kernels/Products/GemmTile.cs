using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels.Products;

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

/// <summary>Rows cut into tiles whose heights differ by at most one.</summary>
internal readonly struct GemmTiles
{
    private readonly int _height;
    private readonly int _taller;

    /// <summary>Cuts <paramref name="rows"/> into as few tiles as possible.</summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="limit">Height of the tallest tile.</param>
    internal GemmTiles(int rows, int limit)
    {
        Count = (rows + limit - 1) / limit;
        (_height, _taller) = Math.DivRem(rows, Count);
    }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>Rows of tile <paramref name="index"/>.</summary>
    internal int Height(int index) => index < _taller ? _height + 1 : _height;
}

/// <summary>The accumulators of one row of a tile: one or two vectors.</summary>
internal unsafe struct TileRow<TLanes, TVector, TVectors>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
    where TVectors : struct, IConstant<int>
{
    private TVector _left;
    private TVector _right;

    /// <summary>Adds one product: the element at <paramref name="a"/> times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void MultiplyAdd(float* a, TVector left, TVector right)
    {
        TVector factor = TLanes.Broadcast(a);
        _left = TLanes.MultiplyAdd(factor, left, _left);
        if (TVectors.Value > 1)
        {
            _right = TLanes.MultiplyAdd(factor, right, _right);
        }
    }

    /// <summary>Overwrites the row of C with the products, or with their sum with the row of D.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Store<TAdd>(float* c, float* d)
        where TAdd : struct, IConstant<bool>
    {
        TLanes.Store(TAdd.Value ? TLanes.Add(TLanes.Load(d), _left) : _left, c);
        if (TVectors.Value > 1)
        {
            TLanes.Store(TAdd.Value ? TLanes.Add(TLanes.Load(d + TLanes.Count), _right) : _right, c + TLanes.Count);
        }
    }
}
