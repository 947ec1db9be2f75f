using Dragoman.Data;
using Dragoman.Lab.Demo;
using Dragoman.Lab.Evaluation;
using Dragoman.Messages;
using Dragoman.Text;

namespace Dragoman.Lab.Experiments;

/// <summary>The corpora of an experiment.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Validation">To validate on; null holds out a share of the training pairs.</param>
/// <param name="Test">To test on.</param>
/// <param name="Alignments">To test alignments on; null for none.</param>
internal sealed record ExperimentCorpora(ICorpus Train, ICorpus? Validation, ICorpus Test, AlignmentTestSet? Alignments)
{
    /// <summary>Opens the corpora; of files to divide, one is read once.</summary>
    /// <param name="experiment">A valid experiment.</param>
    /// <param name="request">Says where its files are.</param>
    internal static ExperimentCorpora Open(Experiment experiment, ExperimentRequest request)
    {
        ExperimentData data = experiment.Data;
        AlignmentTestSet? alignments = experiment.Evaluation.Alignments is { } files
            ? AlignmentTestSet.Read(Open(files.Corpus, request), request.Find(files.Gold))
            : null;
        if (data.Demo is { } demo)
        {
            DemoSplit pairs = DemoCorpus.Split(demo.Train, demo.Validation, demo.Test, demo.Seed);
            return new ExperimentCorpora(
                DemoCorpus.AsCorpus(pairs.Training), DemoCorpus.AsCorpus(pairs.Validation), DemoCorpus.AsCorpus(pairs.Test), alignments);
        }

        ICorpus train = data.Train!.Mix is { } mix
            ? new MixedCorpus([.. mix.Select(part => new WeightedCorpus(Open(part.Files, request), part.Weight))])
            : Open(data.Train, request);
        if (data.Split is not { } sizes)
        {
            ICorpus? validation = data.Validation is { } valid ? Open(valid, request) : null;
            return new ExperimentCorpora(train, validation, Open(data.Test!, request), alignments);
        }

        CorpusSplit split = CorpusSplit.WithCounts(train, sizes.Validation, sizes.Test, sizes.Seed, new TextNormalizer(TextOptions.D2l));
        return new ExperimentCorpora(
            split.Select(train, CorpusPart.Train),
            sizes.Validation > 0 ? split.Select(train, CorpusPart.Validation) : null,
            split.Select(train, CorpusPart.Test),
            alignments);
    }

    /// <summary>The pairs that a system learns from.</summary>
    /// <param name="system">Its settings.</param>
    internal ICorpus TrainingPairsOf(SystemSettings system) =>
        system is { MaximumTrainingWords: null, MaximumTrainingPairs: null } ? Train : new LimitedCorpus(Train, system);

    private static LineCorpus Open(CorpusFiles files, ExperimentRequest request)
    {
        LineCorpus corpus = files.Pairs is { } pairs
            ? LineCorpus.OfPairs(request.Find(pairs))
            : new ParallelCorpus(request.Find(files.Source!), request.Find(files.Target!));
        return files.And is { } more ? new JoinedCorpus(corpus, Open(more, request)) : corpus;
    }

    private sealed class LimitedCorpus(ICorpus whole, SystemSettings limits) : ICorpus
    {
        public string Name => $"{whole.Name}, limited to {string.Join(" and ", Limits())}";

        public IEnumerable<SentencePair> Read() => whole.Read()
            .Where(pair => limits.MaximumTrainingWords is not { } words || WordCount.Of(pair.Source) <= words)
            .Take(limits.MaximumTrainingPairs ?? int.MaxValue);

        private IEnumerable<string> Limits()
        {
            if (limits.MaximumTrainingWords is { } words)
            {
                yield return $"{Counted.Of(words, "source word")} a pair (maximumTrainingWords)";
            }

            if (limits.MaximumTrainingPairs is { } pairs)
            {
                yield return $"{Counted.Of(pairs, "pair")} (maximumTrainingPairs)";
            }
        }
    }
}
