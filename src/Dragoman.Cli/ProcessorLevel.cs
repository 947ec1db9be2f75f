namespace Dragoman.Cli;

/// <summary>Reads from CPUID how wide a processor's vectors are.</summary>
/// <remarks>
/// <c>Avx2.IsSupported</c> cannot tell: in a native build for every processor it is a constant, false. A feature counts if the operating system also keeps
/// its registers, which shows in the size of the area where it saves them.
/// </remarks>
internal static class ProcessorLevel
{
    private const int GenuineIntel = 0x756E6547; // "Genu", as CPUID spells it
    private const int SaveLeaf = 0xD;

    /// <summary>The leaves and subleaves of CPUID.</summary>
    internal delegate (int Eax, int Ebx, int Ecx, int Edx) Registers(int leaf, int subleaf);

    /// <summary>The level of the x86-64 architecture that native code should be compiled for.</summary>
    /// <param name="cpuid">The processor's answers.</param>
    /// <returns>4 with AVX-512, 3 with AVX2 and what came with it, else 2; 3 also where vectors of 512 bits lower the clock.</returns>
    internal static int Of(Registers cpuid)
    {
        (int last, int vendor, _, _) = cpuid(0, 0);
        if (last < SaveLeaf)
        {
            return 2;
        }

        (int signature, _, int first, _) = cpuid(1, 0);
        int second = cpuid(7, 0).Ebx;
        int lzcnt = cpuid(unchecked((int)0x8000_0001), 0).Ecx;
        bool hasLevel3 = HasAll(first, 12, 22, 27, 28, 29) // FMA, MOVBE, OSXSAVE, AVX, F16C
            && HasAll(second, 3, 5, 8) // BMI1, AVX2, BMI2
            && HasAll(lzcnt, 5)
            && Saves(cpuid, component: 2); // the upper halves of 256 bits
        bool hasLevel4 = hasLevel3
            && HasAll(second, 16, 17, 28, 30, 31) // AVX-512 F, DQ, CD, BW, VL
            && Saves(cpuid, component: 7); // registers 16 to 31 of 512 bits
        return !hasLevel3 ? 2 : hasLevel4 && !PrefersNarrow(vendor, signature) ? 4 : 3;
    }

    private static bool HasAll(int register, params ReadOnlySpan<int> bits)
    {
        foreach (int bit in bits)
        {
            if (((register >> bit) & 1) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Saves(Registers cpuid, int component)
    {
        (int size, int offset, _, _) = cpuid(SaveLeaf, component);
        return size > 0 && cpuid(SaveLeaf, 0).Ebx >= offset + size;
    }

    /// <summary>Skylake, Cascade Lake and Cooper Lake of Intel; the runtime's own compiler takes 256 bits there, too, so that bits are equal.</summary>
    private static bool PrefersNarrow(int vendor, int signature)
    {
        int family = (signature >> 8) & 0xF;
        int model = ((signature >> 4) & 0xF) | ((signature >> 12) & 0xF0);
        return vendor == GenuineIntel && family == 6 && model == 0x55;
    }
}
