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

    /// <summary>Overwrites the row of C, or adds to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Store<TAccumulate>(float* c)
        where TAccumulate : struct, IConstant<bool>
    {
        TLanes.Store(TAccumulate.Value ? TLanes.Add(TLanes.Load(c), _left) : _left, c);
        if (TVectors.Value > 1)
        {
            c += TLanes.Count;
            TLanes.Store(TAccumulate.Value ? TLanes.Add(TLanes.Load(c), _right) : _right, c);
        }
    }
}
