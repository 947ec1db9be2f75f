using System.Globalization;
using System.Text;
using Dragoman.Data;

namespace Dragoman.Benchmarks.Corpora;

/// <summary>Many different short pairs, to see what memory a large corpus takes: made-up words, few of them frequent and most of them rare.</summary>
internal static class LargeCorpus
{
    private const int WordCount = 30_000;
    private const int Base = 1_000; // Three of the most frequent words spell the number of a pair, so that no two pairs are the same.
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    /// <summary>Writes pairs; a smaller number of them gives the first ones.</summary>
    /// <param name="count">How many, at most a thousand million.</param>
    /// <param name="path">The file: source, TAB, target on each line.</param>
    internal static void Write(string count, string path)
    {
        long pairs = long.Parse(count, CultureInfo.InvariantCulture);
        string[] sourceWords = [.. Enumerable.Range(0, WordCount).Select(word => Spell(word, "n"))];
        string[] targetWords = [.. Enumerable.Range(0, WordCount).Select(word => Spell(word, ""))];
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16) { NewLine = "\n" };
        List<int> words = [];
        for (long number = 0; number < pairs; number++)
        {
            words.Clear();
            words.AddRange((int)(number % Base), (int)(number / Base % Base), (int)(number / Base / Base));
            for (int more = 1 + (int)(number % 4); more > 0; more--)
            {
                // The cube of a uniform number: small ones are frequent.
                double uniform = RandomBits.ToUnitInterval(RandomBits.Hash((ulong)number, (ulong)more));
                words.Add((int)(WordCount * uniform * uniform * uniform));
            }

            WriteSide(writer, words, sourceWords);
            writer.Write('\t');
            words.Reverse();
            WriteSide(writer, words, targetWords);
            writer.WriteLine();
        }
    }

    private static void WriteSide(StreamWriter writer, List<int> words, string[] spelled)
    {
        for (int i = 0; i < words.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(' ');
            }

            writer.Write(spelled[words[i]]);
        }
    }

    /// <summary>A word of syllables; other numbers have other words.</summary>
    private static string Spell(int number, string ending)
    {
        StringBuilder word = new();
        int syllables = Consonants.Length * Vowels.Length;
        for (int rest = number; rest > 0 || word.Length == 0; rest /= syllables)
        {
            int syllable = rest % syllables;
            word.Append(Consonants[syllable / Vowels.Length]).Append(Vowels[syllable % Vowels.Length]);
        }

        return word.Append(ending).ToString();
    }
}
