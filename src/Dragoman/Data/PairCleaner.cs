using System.Globalization;
using System.Text;
using Dragoman.Text;

namespace Dragoman.Data;

/// <summary>Looks at the pairs of a corpus, one after the other, and says which to leave out and why.</summary>
/// <remarks>
/// The first fault in the order of <see cref="PairFault"/> counts. Pairs that were kept are remembered by 64-bit hashes of their text, 10 to 20 bytes
/// each: of n different pairs, one is taken for another with probability of about n² / 2⁶⁵, which is 1 in 37 million for a million pairs
/// and 1 in 3,700 for a hundred million.
/// </remarks>
/// <param name="options">What is looked for.</param>
internal sealed class PairCleaner(CleaningOptions options)
{
    private readonly HashedSet _seen = new();

    /// <summary>Why a pair is left out; null if it is kept.</summary>
    /// <param name="pair">The pair.</param>
    public PairFault? FindFault(SentencePair pair)
    {
        if (pair.IsBlank)
        {
            return PairFault.Blank;
        }

        if (options.DropsControlCharacters && (HasControl(pair.Source) || HasControl(pair.Target)))
        {
            return PairFault.ControlCharacter;
        }

        return FindLengthFault(Measure(pair.Source), Measure(pair.Target))
            ?? (options.MinimumLetterShare is { } share && (LetterShare(pair.Source) < share || LetterShare(pair.Target) < share) ? PairFault.FewLetters
            : options.DropsIdentical && pair.Source == pair.Target ? PairFault.Identical
            : options.DropsDuplicates && !_seen.Add(HashOf(pair)) ? PairFault.Duplicate
            : null);
    }

    private PairFault? FindLengthFault(int source, int target)
    {
        (int shorter, int longer) = (Math.Min(source, target), Math.Max(source, target));
        return shorter < options.MinimumLength ? PairFault.TooShort
            : longer > options.MaximumLength ? PairFault.TooLong
            : longer > options.MaximumRatio * shorter ? PairFault.LengthRatio
            : null;
    }

    private static ulong HashOf(SentencePair pair) => RandomBits.Hash(RandomBits.Hash(pair.Source, seed: 0), RandomBits.Hash(pair.Target, seed: 0));

    private int Measure(string text) => options.CountsCharacters ? CountCharacters(text) : WordCount.Of(text);

    private static int CountCharacters(string text)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            count += Rune.IsWhiteSpace(rune) ? 0 : 1;
        }

        return count;
    }

    private static bool HasControl(string text) => text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F');

    private static double LetterShare(string text)
    {
        (int letters, int all) = (0, 0);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
            {
                all++;
                letters += Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) <= UnicodeCategory.EnclosingMark ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (double)letters / all;
    }
}
