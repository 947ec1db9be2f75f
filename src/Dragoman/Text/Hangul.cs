namespace Dragoman.Text;

/// <summary>Korean syllables and their letters, which are composed and decomposed by arithmetic.</summary>
/// <remarks>The Unicode Standard, section 3.12.</remarks>
internal static class Hangul
{
    private const int SyllableFirst = 0xAC00;
    private const int SyllableCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7; // One before the first real tail: 0 stands for none.
    private const int TailCount = 28;

    /// <summary>The letters that go into the syllable before them.</summary>
    internal static IEnumerable<int> VowelsAndTails => [.. Enumerable.Range(VowelFirst, VowelCount), .. Enumerable.Range(TailFirst + 1, TailCount - 1)];

    /// <summary>Whether a code point is a whole syllable.</summary>
    internal static bool IsSyllable(int point) => (uint)(point - SyllableFirst) < SyllableCount;

    /// <summary>Writes the two or three letters of a syllable.</summary>
    /// <returns>How many they are.</returns>
    internal static int Decompose(int syllable, Span<int> letters)
    {
        int index = syllable - SyllableFirst;
        letters[0] = LeadFirst + (index / (VowelCount * TailCount));
        letters[1] = VowelFirst + (index % (VowelCount * TailCount) / TailCount);
        if (index % TailCount == 0)
        {
            return 2;
        }

        letters[2] = TailFirst + (index % TailCount);
        return 3;
    }

    /// <summary>The syllable of a lead and a vowel, or of a syllable without tail and a tail; 0 if they make none.</summary>
    internal static int Compose(int first, int second)
    {
        int lead = first - LeadFirst;
        int vowel = second - VowelFirst;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            return SyllableFirst + (((lead * VowelCount) + vowel) * TailCount);
        }

        int index = first - SyllableFirst;
        int tail = second - TailFirst;
        return (uint)index < SyllableCount && index % TailCount == 0 && tail is > 0 and < TailCount ? first + tail : 0;
    }
}
