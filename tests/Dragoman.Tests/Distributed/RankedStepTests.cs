using Dragoman.Data;
using Dragoman.Distributed;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Distributed;

/// <summary>Ranks that share a batch do what one process with as many threads does.</summary>
public sealed class RankedStepTests
{
    private const string Name = "Lstm General after, fed";

    private static readonly List<EncodedPair>[] Batches =
    [
        TinyModels.Pairs(1, TinyModels.TargetVocabulary, (3, 6), (7, 6), (1, 5), (4, 4), (5, 3), (2, 2)),
        TinyModels.Pairs(2, TinyModels.TargetVocabulary, (9, 4), (2, 3)),
        TinyModels.Pairs(3, TinyModels.TargetVocabulary, (2, 5), (3, 4), (1, 1)),
    ];

    public static TheoryData<string> Names => [.. TinyModels.Names];

    public static TheoryData<OptimizerKind> Optimizers => [.. Enum.GetValues<OptimizerKind>()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_OneThreadEach_GivesTheBitsOfOneProcess(string name)
    {
        ModelOptions options = TinyModels.Dropping(name, embed: 0.2f, layer: 0.2f, attention: 0.1f, readout: 0.2f);
        foreach (int ranks in new[] { 2, 3 })
        {
            AssertRanksAgree(Alone(options, ranks), Ranked(options, ranks));
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Run_EveryOptimizer_GivesTheBitsOfOneProcess(OptimizerKind kind)
    {
        OptimizerOptions optimizer = new(kind, LearningRate: 0.1f, Momentum: 0.5f, ClipNorm: 0.1f, WeightDecay: 0.01f, AverageDecay: 0.9f);
        AssertRanksAgree(Alone(TinyModels.Options(Name), 3, optimizer: optimizer), Ranked(TinyModels.Options(Name), 3, optimizer: optimizer));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1028)] // 257 numbers: no number of ranks divides them
    public void Run_SmallPieces_GivesTheBitsOfOneProcess(int pieceBytes) =>
        AssertRanksAgree(Alone(TinyModels.Options(Name), 2), Ranked(TinyModels.Options(Name), 2, exchange: new(PieceBytes: pieceBytes)));

    [Fact]
    public void Run_WithoutOverlap_GivesTheSameBits() =>
        AssertRanksAgree(Ranked(TinyModels.Options(Name), 2)[0], Ranked(TinyModels.Options(Name), 2, exchange: new(Overlaps: false)));

    [Fact]
    public void Run_BatchInParts_GivesTheBitsOfOneProcess() =>
        AssertRanksAgree(Alone(TinyModels.Options(Name), 2, parts: 2), Ranked(TinyModels.Options(Name), 2, parts: 2));

    [Fact]
    public void Run_MoreRanksThanPairs_GivesTheBitsOfOneProcess() =>
        AssertRanksAgree(Alone(TinyModels.Options(Name), 5), Ranked(TinyModels.Options(Name), 5));

    [Fact]
    public void Run_SeveralThreadsEach_GivesNearlyTheSame()
    {
        OptimizerOptions optimizer = new(OptimizerKind.Sgd, LearningRate: 0.1f);
        float[] alone = Alone(TinyModels.Options(Name), 4, optimizer: optimizer);
        float[][] ranked = Ranked(TinyModels.Options(Name), 2, threads: 2, optimizer: optimizer);
        Assert.Equal(ranked[0], ranked[1]);
        Assert.All(alone.Zip(ranked[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Run_HalfWidth_StaysNearAndTheSameOnAllRanks()
    {
        OptimizerOptions optimizer = new(OptimizerKind.Sgd, LearningRate: 0.1f);
        float[] alone = Alone(TinyModels.Options(Name), 3, optimizer: optimizer);
        float[][] ranked = Ranked(TinyModels.Options(Name), 3, optimizer: optimizer, exchange: new(ExchangePrecision.Half));
        Assert.Equal(ranked[0], ranked[1]);
        Assert.NotEqual(alone, ranked[0]);
        Assert.All(alone.Zip(ranked[0]), pair => Assert.Equal(pair.First, pair.Second, 2e-3f));
    }

    [Fact]
    public void Run_OneRankWantsToStop_AllLearnIt()
    {
        bool[][] stops = ThreadRanks.Run(2, ranks =>
        {
            using TrainingStep step = new(TinyModels.Create(Name), new OptimizerOptions(), threads: 1, ranks: new RankGroup(ranks));
            bool atFirst = Run(step, 1).StopIsWanted;
            return (bool[])[atFirst, Run(step, 2, wantsStop: ranks.Rank == 1).StopIsWanted];
        });
        Assert.All(stops, stop => Assert.True(stop is [false, true]));
    }

    private static void AssertRanksAgree(float[] expected, float[][] ranked) => Assert.All(ranked, actual => Assert.Equal(expected, actual));

    private static float[] Alone(ModelOptions options, int threads, int parts = 1, OptimizerOptions? optimizer = null)
    {
        using TrainingStep step = new(TinyModels.Create(options), optimizer ?? new(), threads, parts);
        return Train(step);
    }

    private static float[][] Ranked(
        ModelOptions options, int count, int threads = 1, int parts = 1, OptimizerOptions? optimizer = null, ExchangeOptions? exchange = null) =>
        ThreadRanks.Run(count, ranks =>
        {
            using TrainingStep step = new(TinyModels.Create(options), optimizer ?? new(), threads, parts, new RankGroup(ranks), exchange);
            return Train(step);
        });

    /// <summary>The losses of some updates, and all weights and memories after them.</summary>
    private static float[] Train(TrainingStep step)
    {
        float[] losses = [.. Enumerable.Range(1, 4).Select(update => (float)Run(step, update).Loss)];
        return
        [
            .. losses,
            .. step.Model.Parameters.All.SelectMany(parameter => parameter.Value.Span.ToArray()),
            .. step.Optimizer.Memories.SelectMany(memory => memory).Where(matrix => !matrix.IsEmpty).SelectMany(matrix => matrix.Span.ToArray()),
        ];
    }

    private static UpdateResult Run(TrainingStep step, int update, bool wantsStop = false) => step.Run(
        TinyModels.PairBatch(Batches[update % Batches.Length]), update, learningRate: 0.05f, new Objective(LabelSmoothing: 0.1f), seed: 1, wantsStop);
}
