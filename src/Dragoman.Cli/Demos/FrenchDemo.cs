using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Lab.Demo;
using Dragoman.Metrics;
using Dragoman.Optimization;
using Dragoman.Text;

namespace Dragoman.Cli.Demos;

/// <summary>English to French, from sentences of a small grammar.</summary>
internal static class FrenchDemo
{
    private const int TrainingPairs = 45_000;
    private const int ValidationPairs = 500;
    private const int TestPairs = 1_000;
    private const ulong CorpusSeed = 1;

    internal static DemoTask Task { get; } = new()
    {
        Name = "french",
        What = "English to French",
        Origin = "made by a small grammar",
        Draw = () =>
        {
            DemoSplit corpus = DemoCorpus.Split(TrainingPairs, ValidationPairs, TestPairs, CorpusSeed);
            return (Pairs(corpus.Training), Pairs(corpus.Validation), Pairs(corpus.Test));
        },
        Showcase = Pairs(DemoCorpus.Showcase),
        Recipe = Recipe(),
        Score = (hypotheses, references) => new BleuMetric(new BleuOptions(Tokenization: BleuTokenization.None)).Score(hypotheses, [references]).ToSignedString(),
        Exact = "translated word for word as the grammar does",
        Drawing = "a row for each French word, a column for each English one",
        Suggestion = "the small girl does not see the old red car .",
        Prefix = "demo",
    };

    /// <summary>The default recipe in a size that learns the demo's little language within a minute.</summary>
    private static TranslatorOptions Recipe()
    {
        TranslatorOptions options = Preset.Find("default").Options;
        return options with
        {
            Data = options.Data with
            {
                Vocabulary = new VocabularyOptions(MinimumFrequency: 1),
                Batching = new BatchingOptions(BatchSize: 48),
            },
            Model = options.Model with { EmbedSize = 128, EmbedDropout = 0.05f, ReadoutDropout = 0.1f },
            Training = options.Training with
            {
                Optimizer = options.Training.Optimizer with { LearningRate = 0.004f },
                Schedule = LearningRateSchedule.Linear,
                WarmupUpdates = 50,
                LabelSmoothing = 0f,
                MaximumEpochs = 2,
                ValidationInterval = 500,
            },
        };
    }

    private static SentencePair[] Pairs(IReadOnlyList<DemoPair> pairs) => [.. pairs.Select(pair => new SentencePair(pair.English, pair.French))];
}
