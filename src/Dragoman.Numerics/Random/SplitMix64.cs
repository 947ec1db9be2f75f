namespace Dragoman.Numerics.Random;

/// <summary>A small random source whose stream depends on the seed alone, on every platform and runtime.</summary>
/// <param name="seed">Start: the same seed gives the same numbers everywhere.</param>
/// <remarks>
/// Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", doi:10.1145/2660193.2660195, with Stafford's mix 13.
/// </remarks>
internal struct SplitMix64(ulong seed)
{
    /// <summary>What the state grows by from draw to draw: 2^64 over the golden ratio.</summary>
    internal const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>Scrambles 64 bits one-to-one.</summary>
    /// <param name="bits">The bits.</param>
    internal static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>64 random bits.</summary>
    internal ulong NextBits() => Mix(_state += Increment);

    /// <summary>A number from 0 to <paramref name="bound"/> − 1; the bias of at most bound/2⁶⁴ is far below any use here.</summary>
    /// <param name="bound">Number of outcomes, at least 1.</param>
    internal int Next(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);
}
