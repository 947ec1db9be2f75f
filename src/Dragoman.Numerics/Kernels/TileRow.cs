using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Kernels;

/// <summary>The accumulators of one row of a tile: one or two vectors.</summary>
internal unsafe struct TileRow<TLanes, TVector, TVectors>
    where TLanes : struct, IGemmLanes<TVector>
    where TVector : unmanaged
    where TVectors : struct, IGemmCount
{
    private TVector _left;
    private TVector _right;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Store(float* c, bool accumulate)
    {
        TLanes.Store(accumulate ? TLanes.Add(TLanes.Load(c), _left) : _left, c);
        if (TVectors.Value > 1)
        {
            c += TLanes.Count;
            TLanes.Store(accumulate ? TLanes.Add(TLanes.Load(c), _right) : _right, c);
        }
    }
}
