using Dragoman.Text;

namespace Dragoman.Shortlists;

/// <summary>The best translations of each source token, and how often target tokens were seen: what shortlists are made of. Immutable.</summary>
internal sealed class LexicalTable
{
    private readonly int[] _byFrequency; // all target tokens but the special ones

    /// <summary>Makes a table.</summary>
    /// <param name="ends">[source vocab] Where the translations of each source token end.</param>
    /// <param name="translations">Target tokens, the best of each source token first.</param>
    /// <param name="probabilities">Their probabilities.</param>
    /// <param name="counts">[target vocab] How often each target token was seen.</param>
    /// <param name="most">Most translations of a source token that were wanted.</param>
    internal LexicalTable(long[] ends, int[] translations, float[] probabilities, long[] counts, int most)
    {
        (Ends, Translations, Probabilities, Counts, Most) = (ends, translations, probabilities, counts, most);
        _byFrequency = [.. Enumerable.Range(0, counts.Length).Skip(Vocabulary.SpecialCount).OrderByDescending(token => counts[token])];
    }

    /// <summary>[source vocab] Where the translations of each source token end.</summary>
    internal long[] Ends { get; }

    /// <summary>Target tokens, the best of each source token first.</summary>
    internal int[] Translations { get; }

    /// <summary>Their probabilities.</summary>
    internal float[] Probabilities { get; }

    /// <summary>[target vocab] How often each target token was seen.</summary>
    internal long[] Counts { get; }

    /// <summary>Most translations of a source token that were wanted.</summary>
    internal int Most { get; }

    /// <summary>Keeps the best of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sourceVocabularySize">Number of source tokens.</param>
    /// <param name="counts">[target vocab] How often each target token was seen.</param>
    /// <param name="most">Most translations of a source token.</param>
    internal static LexicalTable Of(LexicalModel model, int sourceVocabularySize, long[] counts, int most)
    {
        (int Target, float Probability)[][] rows = new (int, float)[sourceVocabularySize][];
        Parallel.For(0, sourceVocabularySize, word => rows[word] = [.. model.Best(word, most)]);
        long end = 0;
        return new LexicalTable(
            [.. rows.Select(row => end += row.Length)],
            [.. rows.SelectMany(row => row.Select(translation => translation.Target))],
            [.. rows.SelectMany(row => row.Select(translation => translation.Probability))],
            counts,
            most);
    }

    /// <summary>The translations of a source token, the best first.</summary>
    /// <param name="source">The token.</param>
    internal ReadOnlySpan<int> TranslationsOf(int source) => Translations.AsSpan((int)(source == 0 ? 0 : Ends[source - 1])..(int)Ends[source]);

    /// <summary>The tokens that a translation may be made of: special tokens, the most frequent ones and likely translations.</summary>
    /// <param name="source">[source_time] The sentence.</param>
    /// <param name="translations">Translations of each of its tokens.</param>
    /// <param name="frequent">Number of most frequent tokens.</param>
    internal HashSet<int> TokensFor(ReadOnlySpan<int> source, int translations, int frequent)
    {
        HashSet<int> tokens = [.. Enumerable.Range(0, Vocabulary.SpecialCount), .. _byFrequency.AsSpan(0, Math.Min(frequent, _byFrequency.Length))];
        foreach (int word in source)
        {
            ReadOnlySpan<int> own = TranslationsOf(word);
            foreach (int token in own[..Math.Min(translations, own.Length)])
            {
                tokens.Add(token);
            }
        }

        return tokens;
    }
}
