using Dragoman.Numerics.Random;

namespace Dragoman.Data;

/// <summary>Stateless random bits: functions of their arguments only, the same on every machine and in every version.</summary>
internal static class RandomBits
{
    /// <summary>Random bits for a key; the order of the words matters.</summary>
    public static ulong Hash(params ReadOnlySpan<ulong> key)
    {
        ulong bits = 0;
        foreach (ulong word in key)
        {
            bits = SplitMix64.Mix(bits + SplitMix64.Increment + SplitMix64.Mix(word + SplitMix64.Increment));
        }

        return bits;
    }

    /// <summary>Random bits for a text: FNV-1a over its UTF-16 units, scrambled with the seed.</summary>
    public static ulong Hash(string text, ulong seed)
    {
        ulong bits = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            bits = (bits ^ c) * 0x100000001B3;
        }

        return Hash(seed, bits);
    }

    /// <summary>A number in [0, 1) of 53 of the bits.</summary>
    public static double ToUnitInterval(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
