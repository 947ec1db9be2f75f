using Dragoman.Data;
using Dragoman.Serialization;
using Dragoman.Shortlists;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman;

/// <summary>Learns which target tokens translate which source tokens, so that a search can leave out all others: <see cref="Decoding.SearchOptions.Shortlist"/>.</summary>
/// <remarks>IBM model 1 (Brown et al. 1993) over the tokens of a model. The result is the same on any number of threads.</remarks>
/// <example><code>
/// VocabularyShortlist.Learn(translator, new TsvCorpus("pairs.tsv"), "models/en-fr"); // once
/// Translation t = translator.Translate("the european economic area", translator.Options.Decoding with { Shortlist = 50 });
/// </code></example>
public static class VocabularyShortlist
{
    /// <summary>Learns the lexical table of a model and writes it into its folder, where its translators find it when they are asked for a shortlist.</summary>
    /// <param name="translator">The model, which says what the tokens are.</param>
    /// <param name="corpus">The pairs that it was trained on; they are held in memory as ids.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="best">Most translations of a source token that are kept, 1 to 10,000.</param>
    /// <param name="iterations">Times that all pairs are counted, 1 to 100.</param>
    /// <param name="progress">Told the share of the counting that is done, up to 1.</param>
    /// <param name="cancellationToken">Stops between two pairs or iterations.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="CorpusFormatException">The corpus is missing or damaged, or has no pair that the model would be trained on.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LearntShortlist Learn(
        Translator translator,
        ICorpus corpus,
        string folder,
        int best = 100,
        int iterations = 5,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentOutOfRangeException.ThrowIfLessThan(best, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(best, Decoding.SearchOptions.MostTranslations);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, 100);
        string path = new ModelFolder(folder).ShortlistPath;
        OutputFile.In(folder, Path.GetFileName(path)); // Says at once that it cannot be written.
        (Vocabulary source, Vocabulary target) = (translator.Source.Vocabulary, translator.Target.Vocabulary);
        (EncodedPairs pairs, CorpusReading reading) = Read(translator, corpus, cancellationToken);
        LexicalModel model = LexicalModel.Learn(pairs, source.Count, target.Count, iterations, progress, cancellationToken);
        LexicalTable table = LexicalTable.Of(model, source.Count, CountTargets(pairs, target.Count), best);
        if (table.Translations.Length == 0)
        {
            throw new CorpusFormatException(
                corpus.Name, null, "no pair has tokens that the model knows on both sides, so there is nothing to learn. Give the pairs that it was trained on, source first.");
        }

        LexicalTableFile.Write(path, table, source, target);
        return new LearntShortlist(path, reading, Enumerable.Range(0, source.Count).Count(token => table.TranslationsOf(token).Length > 0), table.Translations.Length);
    }

    private static (EncodedPairs Pairs, CorpusReading Reading) Read(Translator translator, ICorpus corpus, CancellationToken cancellationToken)
    {
        PairEncoder encoder = new(translator.Source, translator.Target, translator.Options.Data.Encoding);
        EncodedPairs pairs = new();
        CorpusReadingCounter counter = new();
        foreach (SentencePair pair in corpus.ReadAll())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (encoder.Encode(pair with { Links = null }) is { } encoded)
            {
                pairs.Add(encoded);
                counter.Add(encoded.Source, encoded.Target, encoded.IsCut);
            }
            else
            {
                counter.AddLeftOut();
            }
        }

        return pairs.Count > 0 ? (pairs, counter.Reading) : throw new CorpusFormatException(corpus.Name, null, "has no pair that the model would be trained on, so there is nothing to learn.");
    }

    private static long[] CountTargets(EncodedPairs pairs, int targetVocabularySize)
    {
        long[] counts = new long[targetVocabularySize];
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            foreach (int token in pairs.Target(pair))
            {
                counts[token]++;
            }
        }

        return counts;
    }
}

/// <summary>What was learnt for shortlists.</summary>
/// <param name="Path">The file that was written.</param>
/// <param name="Corpus">What of the pairs was read, as training would: up to the lengths of <see cref="EncodingOptions"/>.</param>
/// <param name="SourceTokens">Source tokens that have a translation.</param>
/// <param name="Translations">Translations of all of them together.</param>
public sealed record LearntShortlist(string Path, CorpusReading Corpus, int SourceTokens, int Translations);
