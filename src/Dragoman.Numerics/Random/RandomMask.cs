using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Random;

/// <summary>An endless row of independent yes/no draws under one key, readable at any place, 128 at a time.</summary>
/// <remarks>
/// Draw 128·t + 32·w + 2·i + h is half h of word w of the Philox block with counter 16·t + i: in this order the words of neighbouring
/// counters, which a vector holds side by side, belong to neighbouring elements. The draws are the same bits on every vector width.
/// </remarks>
internal readonly struct RandomMask
{
    /// <summary>Draws in a tile.</summary>
    internal const int TileLength = 128;

    private const int BlocksPerTile = 16;
    private const int DrawsPerWord = 2; // 16 bits each
    private const float Outcomes = 65536f;

    private readonly ulong _key;
    private readonly uint _counter2;
    private readonly uint _counter3;
    private readonly ushort _bound;

    /// <summary>The draws of a key.</summary>
    /// <param name="key">Names the mask.</param>
    /// <param name="rate">Probability of "no", from 0 (included) to 1 (excluded); see <see cref="Rate"/>.</param>
    internal RandomMask(RandomKey key, float rate)
    {
        PhiloxBlock derived = key.Derive();
        (_key, _counter2, _counter3) = (derived.Low, derived.X2, derived.X3);
        _bound = (ushort)Math.Min(MathF.Round(rate * Outcomes), ushort.MaxValue);
    }

    /// <summary>Probability of "no", exactly: the wanted rate to the nearest 2^−16.</summary>
    internal float Rate => _bound / Outcomes;

    /// <summary>128 draws: bit i is 1 (keep) or 0 (drop) for draw 128 · <paramref name="tile"/> + i.</summary>
    /// <param name="tile">Index of the tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal UInt128 Tile(ulong tile)
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal UInt128 Tile<TLanes>(ulong tile)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        (ulong low, ulong high) = (0, 0);
        for (int block = 0; block < BlocksPerTile; block += 2 * TLanes.Count)
        {
            (ulong blockLow, ulong blockHigh) = Blocks<TLanes>((tile * BlocksPerTile) + (uint)block);
            low |= blockLow << (DrawsPerWord * block);
            high |= blockHigh << (DrawsPerWord * block);
        }

        return new UInt128(high, low);
    }

    /// <summary>Ten rounds on neighbouring counters, half of them in each of two registers: one would wait for its own products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (ulong Low, ulong High) Blocks<TLanes>(ulong counter)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes multiplier0 = TLanes.Broadcast(Philox.Multiplier0);
        TLanes multiplier1 = TLanes.Broadcast(Philox.Multiplier1);
        TLanes weyl0 = TLanes.Broadcast(Philox.Weyl0);
        TLanes weyl1 = TLanes.Broadcast(Philox.Weyl1);
        TLanes key0 = TLanes.Broadcast((uint)_key);
        TLanes key1 = TLanes.Broadcast((uint)(_key >> 32));
        TLanes even0 = TLanes.EverySecond(counter);
        TLanes even1 = TLanes.HighHalf(even0);
        TLanes even2 = TLanes.Broadcast(_counter2);
        TLanes even3 = TLanes.Broadcast(_counter3);
        TLanes odd0 = TLanes.EverySecond(counter + 1);
        (TLanes odd1, TLanes odd2, TLanes odd3) = (even1, even2, even3); // no carry: the even counter ends in 0
        for (int round = 0; round < Philox.Rounds; round++)
        {
            TLanes evenProduct0 = TLanes.Multiply(even0, multiplier0);
            TLanes evenProduct1 = TLanes.Multiply(even2, multiplier1);
            TLanes oddProduct0 = TLanes.Multiply(odd0, multiplier0);
            TLanes oddProduct1 = TLanes.Multiply(odd2, multiplier1);
            even0 = TLanes.Xor(TLanes.HighHalf(evenProduct1), even1, key0);
            even2 = TLanes.Xor(TLanes.HighHalf(evenProduct0), even3, key1);
            odd0 = TLanes.Xor(TLanes.HighHalf(oddProduct1), odd1, key0);
            odd2 = TLanes.Xor(TLanes.HighHalf(oddProduct0), odd3, key1);
            (even1, even3, odd1, odd3) = (evenProduct1, evenProduct0, oddProduct1, oddProduct0);
            key0 = TLanes.Add(key0, weyl0);
            key1 = TLanes.Add(key1, weyl1);
        }

        ulong low = TLanes.AtLeast(even0, odd0, _bound) | ((ulong)TLanes.AtLeast(even1, odd1, _bound) << 32);
        ulong high = TLanes.AtLeast(even2, odd2, _bound) | ((ulong)TLanes.AtLeast(even3, odd3, _bound) << 32);
        return (low, high);
    }
}
