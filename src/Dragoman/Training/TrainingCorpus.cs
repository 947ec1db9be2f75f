using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Training;

/// <summary>What a new training learns of its pairs by reading them through, and before that once for each thing that a side learns: a truecaser, pieces, a threshold.</summary>
/// <param name="Source">Reads source sentences.</param>
/// <param name="Target">Reads target sentences.</param>
/// <param name="Counts">What the corpus holds, and what is cut, left out or unknown.</param>
/// <param name="Fingerprint">The checksum of the pairs as text.</param>
internal sealed record TrainingCorpus(TextModel Source, TextModel Target, CorpusCounts Counts, string Fingerprint)
{
    /// <summary>Reads the pairs, and learns from them how text becomes ids.</summary>
    /// <param name="corpus">The pairs.</param>
    /// <param name="options">How they become ids.</param>
    /// <param name="customTokenizer">Makes a tokenizer of the user's own; null for built-in tokenizers.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged, or no pair can be used.</exception>
    /// <exception cref="ConfigurationException">A vocabulary would hold no word.</exception>
    internal static TrainingCorpus Read(ICorpus corpus, DataOptions options, ITokenizerFactory? customTokenizer)
    {
        (TextSegmenter sourceText, TextSegmenter targetText) = LearnTokenizers(corpus, options, customTokenizer);
        CorpusSurvey survey = new(sourceText, targetText, options.Encoding);
        string fingerprint = ReadThrough(corpus, survey);
        (TextModel source, TextModel target) = survey.Learn(options.Vocabulary);
        CorpusCounts counts = survey.CountsUnder(source.Vocabulary, target.Vocabulary);
        CorpusNotes.ThrowIfUnusable(corpus, counts, options.Encoding);
        CorpusNotes.ThrowIfWordless(source.Vocabulary, counts.Source, "source", options);
        CorpusNotes.ThrowIfWordless(target.Vocabulary, counts.Target, "target", options);
        return new TrainingCorpus(source, target, counts, fingerprint);
    }

    /// <summary>Reads the pairs for a model that knows already how text becomes ids.</summary>
    /// <param name="corpus">The pairs.</param>
    /// <param name="options">Lengths and ends.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    /// <exception cref="CorpusFormatException">A file is missing or damaged, or no pair can be used.</exception>
    internal static TrainingCorpus Read(ICorpus corpus, EncodingOptions options, TextModel source, TextModel target)
    {
        CorpusSurvey survey = new(source.Segmenter, target.Segmenter, options);
        string fingerprint = ReadThrough(corpus, survey);
        CorpusCounts counts = survey.CountsUnder(source.Vocabulary, target.Vocabulary);
        CorpusNotes.ThrowIfUnusable(corpus, counts, options);
        return new TrainingCorpus(source, target, counts, fingerprint);
    }

    private static string ReadThrough(ICorpus corpus, CorpusSurvey survey)
    {
        TextFingerprint fingerprint = new();
        foreach (SentencePair pair in survey.Watch(corpus.ReadAll()))
        {
            fingerprint.Add(pair);
        }

        return fingerprint.Text;
    }

    /// <summary>Learns the tokenizers that learn; with one vocabulary for both sides, one tokenizer of the sentences of both.</summary>
    private static (TextSegmenter Source, TextSegmenter Target) LearnTokenizers(ICorpus corpus, DataOptions options, ITokenizerFactory? customTokenizer)
    {
        IEnumerable<string> sources = corpus.Read().Select(pair => pair.Source);
        IEnumerable<string> targets = corpus.Read().Select(pair => pair.Target);
        TextCleaner sourceCleaner = TextCleaner.Learn(options.Source, sources);
        TextCleaner targetCleaner = TextCleaner.Learn(options.Target, targets);
        bool isShared = options.Vocabulary.Shared && TextSegmenter.CanShareTokenizer(options.Source, options.Target);
        IEnumerable<string> cleanTargets = targets.Select(targetCleaner.Clean);
        IEnumerable<string> cleanSources = sources.Select(sourceCleaner.Clean);
        TextSegmenter source = TextSegmenter.Learn(sourceCleaner, isShared ? cleanSources.Concat(cleanTargets) : cleanSources, customTokenizer);
        TextSegmenter target = isShared
            ? new TextSegmenter(targetCleaner, source.Tokenizer)
            : TextSegmenter.Learn(targetCleaner, cleanTargets, customTokenizer);
        return (source.KeepingToFrequent(sources), target.KeepingToFrequent(targets));
    }
}
