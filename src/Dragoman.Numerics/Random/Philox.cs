using System.Runtime.CompilerServices;

namespace Dragoman.Numerics.Random;

/// <summary>Philox4x32-10: a bijection of 128-bit counters, chosen by a 64-bit key, whose outputs are random numbers.</summary>
/// <remarks>
/// Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3" (SC'11), section 3.3. There is no state to carry along:
/// number <c>n</c> of a stream is a function of <c>n</c>, so any part of a stream can be made at any time on any thread.
/// </remarks>
internal static class Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9; // golden ratio
    internal const uint Weyl1 = 0xBB67AE85; // √3 − 1

    /// <summary>Four random words for one counter under one key.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="key">The key; its low half is the first key word of the paper.</param>
    internal static PhiloxBlock Generate(PhiloxBlock counter, ulong key)
    {
        (uint x0, uint x1, uint x2, uint x3) = counter;
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            (x0, x1) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1);
            (x2, x3) = ((uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 = unchecked(key0 + Weyl0);
            key1 = unchecked(key1 + Weyl1);
        }

        return new PhiloxBlock(x0, x1, x2, x3);
    }
}

/// <summary>A counter of <see cref="Philox"/>, or the four random words made from one.</summary>
/// <param name="X0">First word, the lowest of the counter.</param>
/// <param name="X1">Second word.</param>
/// <param name="X2">Third word.</param>
/// <param name="X3">Fourth word, the highest of the counter.</param>
internal readonly record struct PhiloxBlock(uint X0, uint X1, uint X2, uint X3)
{
    /// <summary>The counter with these halves.</summary>
    /// <param name="low">Words 0 and 1.</param>
    /// <param name="high">Words 2 and 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PhiloxBlock From(ulong low, ulong high) => new((uint)low, (uint)(low >> 32), (uint)high, (uint)(high >> 32));

    /// <summary>Words 0 and 1 as one number.</summary>
    internal ulong Low => X0 | ((ulong)X1 << 32);

    /// <summary>Words 2 and 3 as one number.</summary>
    internal ulong High => X2 | ((ulong)X3 << 32);
}
