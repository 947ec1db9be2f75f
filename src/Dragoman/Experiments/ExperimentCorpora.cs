using Dragoman.Data;
using Dragoman.Data.Demo;
using Dragoman.Text;

namespace Dragoman.Experiments;

/// <summary>The three corpora of an experiment.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To validate on; null holds out a share of the training pairs.</param>
/// <param name="Test">To test on.</param>
internal sealed record ExperimentCorpora(ICorpus Train, ICorpus? Validation, ICorpus Test)
{
    /// <summary>Opens the corpora; of files to divide, one is read once.</summary>
    /// <param name="data">Valid settings.</param>
    /// <param name="root">The folder to which paths are relative.</param>
    internal static ExperimentCorpora Open(ExperimentData data, string root)
    {
        if (data.Demo is { } demo)
        {
            DemoSplit pairs = DemoCorpus.Split(demo.Train, demo.Validation, demo.Test, demo.Seed);
            return new ExperimentCorpora(AsCorpus(pairs.Training), AsCorpus(pairs.Validation), AsCorpus(pairs.Test));
        }

        ICorpus train = Open(data.Train!, root);
        if (data.Split is not { } sizes)
        {
            return new ExperimentCorpora(train, data.Validation is { } validation ? Open(validation, root) : null, Open(data.Test!, root));
        }

        CorpusSplit split = CorpusSplit.WithCounts(train, sizes.Validation, sizes.Test, sizes.Seed, new TextNormalizer(TextOptions.D2l));
        return new ExperimentCorpora(
            split.Select(train, CorpusPart.Train),
            sizes.Validation > 0 ? split.Select(train, CorpusPart.Validation) : null,
            split.Select(train, CorpusPart.Test));
    }

    /// <summary>The pairs that a system learns from.</summary>
    /// <param name="system">Its settings.</param>
    internal ICorpus TrainingPairsOf(SystemSettings system) =>
        system is { MaximumTrainingWords: null, MaximumTrainingPairs: null } ? Train : new LimitedCorpus(Train, system);

    private static ICorpus Open(CorpusFiles files, string root) => files.Pairs is { } pairs
        ? new TsvCorpus(Path.Combine(root, pairs))
        : new ParallelCorpus(Path.Combine(root, files.Source!), Path.Combine(root, files.Target!));

    private static MemoryCorpus AsCorpus(IReadOnlyList<DemoPair> pairs) =>
        new(pairs.Select(pair => new SentencePair(pair.English, pair.French)), "the demo corpus");

    private sealed class LimitedCorpus(ICorpus whole, SystemSettings limits) : ICorpus
    {
        public string Name => $"{whole.Name} (limited)";

        public long BlankPairCount => whole.BlankPairCount;

        public IEnumerable<SentencePair> Read() => whole.Read()
            .Where(pair => limits.MaximumTrainingWords is not { } words || WordCount.Of(pair.Source) <= words)
            .Take(limits.MaximumTrainingPairs ?? int.MaxValue);
    }
}
