namespace Dragoman.Data;

/// <summary>Stateless random bits: functions of their arguments only, the same on every machine and in every version.</summary>
internal static class RandomBits
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <summary>Scrambles 64 bits one-to-one: the output function of SplitMix64.</summary>
    /// <remarks>Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014, with Stafford's mix 13.</remarks>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Random bits for a key; the order of the words matters.</summary>
    public static ulong Hash(params ReadOnlySpan<ulong> key)
    {
        ulong bits = 0;
        foreach (ulong word in key)
        {
            bits = Mix(bits + GoldenRatio + Mix(word + GoldenRatio));
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
