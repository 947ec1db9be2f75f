using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Decoding;

/// <summary>Tiny models with some preferences, so that decoding is not decided by rounding, and shorthands to search with them.</summary>
internal static class TinySearches
{
    internal static List<EncodedPair> Pairs { get; } =
        TinyModels.Pairs(5, TinyModels.TargetVocabulary, (3, 6), (7, 6), (1, 5), (4, 4), (5, 3), (2, 2));

    internal static Seq2SeqModel Trained(string name, int updates) => Trained(TinyModels.Create(name, seed: 3), Pairs, updates);

    internal static Seq2SeqModel Trained(Seq2SeqModel model, List<EncodedPair> pairs, int updates)
    {
        using TrainingStep step = new(model, new OptimizerOptions(), threads: 1);
        for (int update = 1; update <= updates; update++)
        {
            step.Run(TinyModels.PairBatch(pairs), update, learningRate: 0.02f, default, seed: 1);
        }

        return model;
    }

    internal static IReadOnlyList<IReadOnlyList<Hypothesis>> Greedy(Seq2SeqModel model, SearchOptions options) =>
        Search(new GreedySearch(options), model, new Tape(), Pairs);

    internal static IReadOnlyList<IReadOnlyList<Hypothesis>> Beam(Seq2SeqModel model, SearchOptions options) =>
        Search(new BeamSearch(options), model, new Tape(), Pairs);

    internal static IReadOnlyList<IReadOnlyList<Hypothesis>> Search(
        ISearch search, Seq2SeqModel model, Tape tape, IEnumerable<EncodedPair> pairs) =>
        search.Search([model], tape, TinyModels.Sources(pairs), cancellationToken: TestContext.Current.CancellationToken);

    internal static void AssertSame(Hypothesis expected, Hypothesis actual)
    {
        Assert.Equal(expected.Tokens, actual.Tokens);
        Assert.Equal(expected.LogProbability, actual.LogProbability, 1e-4);
        Assert.Equal(expected.Score, actual.Score, 1e-4);
        Assert.Equal(expected.Weights.Count, actual.Weights.Count);
        for (int token = 0; token < expected.Weights.Count; token++)
        {
            Assert.Equal(expected.Weights[token].Length, actual.Weights[token].Length);
            Assert.All(expected.Weights[token].Zip(actual.Weights[token]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }
}
