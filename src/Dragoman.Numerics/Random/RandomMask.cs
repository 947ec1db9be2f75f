using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Random;

/// <summary>An endless row of independent yes/no draws under one key, readable at any place, 64 at a time.</summary>
/// <remarks>
/// Draw 64·t + 16·w + i is word w of the Philox block with counter 16·t + i: in this order the words of neighbouring counters, which
/// a vector holds side by side, belong to neighbouring elements. The draws are the same bits on every vector width.
/// </remarks>
internal readonly struct RandomMask
{
    /// <summary>Draws in a tile.</summary>
    internal const int TileLength = 64;

    private const int BlocksPerTile = 16;

    private readonly ulong _key;
    private readonly uint _counter2;
    private readonly uint _counter3;
    private readonly uint _bound;

    /// <summary>The draws of a key.</summary>
    /// <param name="key">Names the mask.</param>
    /// <param name="rate">Probability of "no", from 0 (included) to 1 (excluded), kept to 32 bits.</param>
    internal RandomMask(RandomKey key, float rate)
    {
        PhiloxBlock derived = key.Derive();
        (_key, _counter2, _counter3) = (derived.Low, derived.X2, derived.X3);
        _bound = (uint)Math.Round(rate * 4294967296.0); // below 2^32: the largest float below 1 is 1 − 2^−24
    }

    /// <summary>64 draws: bit i is 1 (keep) or 0 (drop) for draw 64 · <paramref name="tile"/> + i.</summary>
    /// <param name="tile">Index of the tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Tile(ulong tile)
    {
        if (PhiloxLanes512.IsSupported)
        {
            return Tile<PhiloxLanes512>(tile);
        }

        return PhiloxLanes256.IsSupported ? Tile<PhiloxLanes256>(tile) : Tile<PhiloxLanes64>(tile);
    }

    /// <summary>The same on a chosen width.</summary>
    /// <typeparam name="TLanes">The width.</typeparam>
    /// <param name="tile">Index of the tile.</param>
    internal ulong Tile<TLanes>(ulong tile)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        ulong bits = 0;
        int pair = 2 * TLanes.Count; // two registers in flight: one would wait for its own products
        for (int block = 0; block < BlocksPerTile; block += pair)
        {
            ulong counter = (tile * BlocksPerTile) + (uint)block;
            bits |= Pair<TLanes>(counter) << block;
        }

        return bits;
    }

    private ulong Pair<TLanes>(ulong counter)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes multiplier0 = TLanes.Broadcast(Philox.Multiplier0);
        TLanes multiplier1 = TLanes.Broadcast(Philox.Multiplier1);
        TLanes a0 = TLanes.Sequence(counter);
        TLanes a1 = TLanes.HighHalf(a0);
        TLanes a2 = TLanes.Broadcast(_counter2);
        TLanes a3 = TLanes.Broadcast(_counter3);
        TLanes b0 = TLanes.Sequence(counter + (uint)TLanes.Count);
        TLanes b1 = TLanes.HighHalf(b0);
        (TLanes b2, TLanes b3) = (a2, a3);
        uint key0 = (uint)_key;
        uint key1 = (uint)(_key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            TLanes k0 = TLanes.Broadcast(key0);
            TLanes k1 = TLanes.Broadcast(key1);
            TLanes p0 = TLanes.Multiply(a0, multiplier0);
            TLanes p1 = TLanes.Multiply(a2, multiplier1);
            TLanes q0 = TLanes.Multiply(b0, multiplier0);
            TLanes q1 = TLanes.Multiply(b2, multiplier1);
            a0 = TLanes.Xor(TLanes.HighHalf(p1), a1, k0);
            a2 = TLanes.Xor(TLanes.HighHalf(p0), a3, k1);
            b0 = TLanes.Xor(TLanes.HighHalf(q1), b1, k0);
            b2 = TLanes.Xor(TLanes.HighHalf(q0), b3, k1);
            (a1, a3, b1, b3) = (p1, p0, q1, q0);
            key0 = unchecked(key0 + Philox.Weyl0);
            key1 = unchecked(key1 + Philox.Weyl1);
        }

        ulong bits = TLanes.AtLeast(a0, _bound) | ((ulong)TLanes.AtLeast(b0, _bound) << TLanes.Count);
        bits |= (TLanes.AtLeast(a1, _bound) | ((ulong)TLanes.AtLeast(b1, _bound) << TLanes.Count)) << BlocksPerTile;
        bits |= (TLanes.AtLeast(a2, _bound) | ((ulong)TLanes.AtLeast(b2, _bound) << TLanes.Count)) << (2 * BlocksPerTile);
        return bits | ((TLanes.AtLeast(a3, _bound) | ((ulong)TLanes.AtLeast(b3, _bound) << TLanes.Count)) << (3 * BlocksPerTile));
    }
}
