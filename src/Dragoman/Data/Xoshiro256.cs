using System.Numerics;

namespace Dragoman.Data;

/// <summary>The generator xoshiro256** (Blackman and Vigna 2021), which shuffles the data.</summary>
/// <remarks>Unlike <see cref="Random"/>, its sequence is fixed for good, so an interrupted run can be continued to the same bits.</remarks>
internal struct Xoshiro256
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a key.</summary>
    public Xoshiro256(params ReadOnlySpan<ulong> key)
    {
        ulong bits = RandomBits.Hash(key);
        _s0 = RandomBits.Hash(bits, 0);
        _s1 = RandomBits.Hash(bits, 1);
        _s2 = RandomBits.Hash(bits, 2);
        _s3 = RandomBits.Hash(bits, 3);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="bound"/> − 1, all equally likely.</summary>
    /// <remarks>Lemire 2019 (arXiv:1805.10941), algorithm 5.</remarks>
    public int NextBelow(int bound)
    {
        ulong high = Math.BigMul(Next(), (ulong)bound, out ulong low);
        if (low < (ulong)bound)
        {
            ulong threshold = (0 - (ulong)bound) % (ulong)bound;
            while (low < threshold)
            {
                high = Math.BigMul(Next(), (ulong)bound, out low);
            }
        }

        return (int)high;
    }

    /// <summary>Puts the items in a random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
