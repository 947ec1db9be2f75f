using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

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
