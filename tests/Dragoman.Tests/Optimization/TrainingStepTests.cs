using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Optimization;
using Dragoman.TestKit;
using Dragoman.Tests.Models;

namespace Dragoman.Tests.Optimization;

public sealed class TrainingStepTests
{
    private const string Name = "Lstm General after, fed";

    private static readonly List<EncodedPair>[] Batches =
    [
        TinyModels.Pairs(1, TinyModels.TargetVocabulary, (3, 6), (7, 6), (1, 5), (4, 4), (5, 3), (2, 2)),
        TinyModels.Pairs(2, TinyModels.TargetVocabulary, (9, 4), (2, 3), (4, 1)),
    ];

    public static TheoryData<string> Names => [.. TinyModels.Names];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_SameSeedAndThreads_GivesTheSameBits(int threads)
    {
        ModelOptions dropping = TinyModels.Dropping(Name, embed: 0.2f, layer: 0.2f, attention: 0.1f, readout: 0.2f);
        Assert.Equal(Train(dropping, threads, new OptimizerOptions()), Train(dropping, threads, new OptimizerOptions()));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Run_MoreThreads_GivesNearlyTheSame(int threads)
    {
        // Not Adam: its first steps depend on the sign of the gradient alone, and thus on rounding.
        OptimizerOptions options = new(OptimizerKind.Sgd, LearningRate: 0.1f, Momentum: 0.5f);
        float[] alone = Train(TinyModels.Options(Name), 1, options);
        float[] shared = Train(TinyModels.Options(Name), threads, options);
        Assert.All(alone.Zip(shared), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    public void Run_BatchInParts_GivesNearlyTheSame(int threads, int parts)
    {
        OptimizerOptions options = new(OptimizerKind.Sgd, LearningRate: 0.1f, Momentum: 0.5f);
        float[] whole = Train(TinyModels.Options(Name), 1, options);
        float[] inParts = Train(TinyModels.Options(Name), threads, options, parts: parts);
        Assert.All(whole.Zip(inParts), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Run_BatchInParts_TakesLessMemory()
    {
        List<EncodedPair> pairs = TinyModels.Pairs(1, TinyModels.TargetVocabulary, [.. Enumerable.Repeat((12, 12), 3072)]);
        Assert.InRange(BytesFor(parts: 16), 1, BytesFor(parts: 1) / 2);

        long BytesFor(int parts)
        {
            using TrainingStep step = new(TinyModels.Create(Name), new OptimizerOptions(), threads: 1, parts);
            step.Run(TinyModels.PairBatch(pairs), 1, learningRate: 0.01f, default, seed: 1);
            return step.ArenaBytes;
        }
    }

    [Fact]
    public void Run_GuidedOnThreeThreads_GivesNearlyTheSame()
    {
        OptimizerOptions options = new(OptimizerKind.Sgd, LearningRate: 0.1f);
        float[] alone = Train(TinyModels.Options(Name), 1, options, guidedAlignment: 0.7f);
        float[] shared = Train(TinyModels.Options(Name), 3, options, guidedAlignment: 0.7f);
        Assert.NotEqual(Train(TinyModels.Options(Name), 1, options), alone);
        Assert.All(alone.Zip(shared), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Run_Guided_AddsTheWeighedLossOfTheLinks()
    {
        List<EncodedPair> pairs = TinyModels.WithLinks(Batches[0]);
        Seq2SeqModel model = TinyModels.Create(Name);
        double expected = 0;
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(pairs);
        double loss = model.Loss(new Tape(), source, target, labelSmoothing: 0f, scale: 0f, onStep: (step, result) =>
        {
            for (int sentence = 0; sentence < target.Steps.ActiveRows(step); sentence++)
            {
                int[] sources = [.. pairs[sentence].Links.Where(link => link.Target == step).Select(link => link.Source)];
                expected -= sources.Sum(j => Math.Log(result.Weights!.Value[sentence, j]) / sources.Length);
            }
        });

        using TrainingStep training = new(model, new OptimizerOptions(), threads: 2);
        UpdateResult update = training.Run(TinyModels.PairBatch(pairs), 1, 0.01f, new Objective(GuidedAlignment: 0.5f), 1);

        Assert.True(expected > 1);
        Assert.Equal(loss + (0.5 * expected), update.Loss, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_SampledInputs_AreTheSameForTheSameSeedOnly(int threads)
    {
        float[] Sampled(float share, ulong seed = 1) => Train(TinyModels.Options(Name), threads, new OptimizerOptions(), seed, sampledInputs: share);

        Assert.Equal(Sampled(0.5f), Sampled(0.5f));
        Assert.NotEqual(Sampled(0.5f), Sampled(0.5f, seed: 2));
        Assert.NotEqual(Sampled(0.5f), Sampled(0f));
        Assert.Equal(Sampled(1e-30f), Sampled(0f)); // What is not drawn changes nothing.
    }

    [Fact]
    public void Run_GuidedWithoutAttention_Throws()
    {
        using TrainingStep step = new(TinyModels.Create("Lstm linear bridge without attention"), new OptimizerOptions(), threads: 1);
        Assert.Throws<InvalidOperationException>(() => step.Run(TinyModels.PairBatch(Batches[0]), 1, 0.01f, new Objective(GuidedAlignment: 1f), 1));
    }

    [Fact]
    public void Run_Guided_AllocatesNothing()
    {
        using TrainingStep step = new(TinyModels.Create(Name), new OptimizerOptions(), threads: 1);
        PairBatch batch = TinyModels.PairBatch(TinyModels.WithLinks(Batches[0]));
        int update = 0;
        Assert.Equal(0, Allocations.Warm(() => step.Run(batch, ++update, 0.01f, new Objective(GuidedAlignment: 0.5f), 1)));
    }

    [Fact]
    public void Run_OtherSeed_DropsOthers()
    {
        ModelOptions dropping = TinyModels.Options(Name) with { ReadoutDropout = 0.3f };
        Assert.NotEqual(Train(dropping, 1, new OptimizerOptions(), seed: 1), Train(dropping, 1, new OptimizerOptions(), seed: 2));
    }

    [Fact]
    public void Run_ManyUpdates_LearnsTheBatch()
    {
        Seq2SeqModel model = TinyModels.Create("Gru Additive before");
        using TrainingStep step = new(model, new OptimizerOptions(), threads: 1);
        double first = Run(step, 1).Loss;
        double last = 0;
        for (int update = 2; update <= 150; update++)
        {
            last = Run(step, update).Loss;
        }

        Assert.True(last < 0.3 * first, $"The loss went from {first} to {last}.");

        static UpdateResult Run(TrainingStep step, int update) =>
            step.Run(TinyModels.PairBatch(Batches[0]), update, learningRate: 0.02f, default, seed: 1);
    }

    [Fact]
    public void Run_PlainDescent_MovesAgainstTheClippedGradient()
    {
        const float ClipNorm = 0.05f;
        Seq2SeqModel model = TinyModels.Create(Name);
        GradientBuffer gradients = new(model.Parameters);
        Tape tape = new(gradients);
        (SourceBatch source, TargetBatch target) = TinyModels.Batch(Batches[0]);
        double loss = model.Loss(tape, source, target, labelSmoothing: 0.1f, scale: 1f / target.TokenCount);
        tape.Backward();
        gradients.Complete();
        float[] gradient = [.. model.Parameters.All.SelectMany(parameter => GradientCheck.Dense(gradients, parameter).Span.ToArray())];
        double norm = Math.Sqrt(gradient.Sum(value => (double)value * value));
        Assert.True(norm > ClipNorm);
        float[] before = Values(model);

        using TrainingStep step = new(model, new OptimizerOptions(OptimizerKind.Sgd, ClipNorm: ClipNorm), threads: 1);
        UpdateResult result = step.Run(TinyModels.PairBatch(Batches[0]), number: 1, learningRate: 2f, new Objective(LabelSmoothing: 0.1f), seed: 1);

        Assert.Equal(loss, result.Loss, 1e-4);
        Assert.Equal(26, result.Tokens);
        Assert.Equal(norm, result.GradientNorm, 1e-5);
        float[] after = Values(model);
        for (int i = 0; i < after.Length; i++)
        {
            Assert.Equal(before[i] - (2 * ClipNorm / norm * gradient[i]), after[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, float.NaN)]
    [InlineData(2, float.NaN)]
    [InlineData(1, float.PositiveInfinity)]
    public void Run_ValueNotFinite_ThrowsAndChangesNothing(int threads, float value)
    {
        Seq2SeqModel model = TinyModels.Create(Name);
        using TrainingStep step = new(model, new OptimizerOptions(), threads);
        PairBatch batch = TinyModels.PairBatch(Batches[0]);
        step.Run(batch, 1, 0.01f, default, 1);
        Parameter broken = model.Parameters.All.Single(parameter => parameter.Name == "decoder.rnn.weight_hh_l0");
        float good = broken.Value[0, 0];
        broken.Value[0, 0] = value;
        broken.MarkChanged();
        float[] before = Values(model);
        float[] memories = Memories(step);

        TrainingDivergedException failure = Assert.Throws<TrainingDivergedException>(() => step.Run(batch, 2, 0.01f, default, 1));
        Assert.Contains("update 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("learningRate", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Values(model));
        Assert.Equal(memories, Memories(step));

        broken.Value[0, 0] = good;
        broken.MarkChanged();
        Assert.True(double.IsFinite(step.Run(batch, 2, 0.01f, default, 1).Loss));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_WarmStep_AllocatesNothing(string name)
    {
        ModelOptions dropping = TinyModels.Dropping(name, embed: 0.1f, layer: 0.1f, attention: 0.1f, readout: 0.1f);
        Seq2SeqModel model = TinyModels.Create(dropping);
        using TrainingStep step = new(model, new OptimizerOptions(), threads: 1);
        PairBatch[] batches = [.. Batches.Select(TinyModels.PairBatch)];
        long update = 0;
        Assert.Equal(0, Allocations.Warm(() =>
        {
            step.Run(batches[0], ++update, 0.01f, new Objective(LabelSmoothing: 0.1f), 1);
            step.Run(batches[1], ++update, 0.01f, new Objective(LabelSmoothing: 0.1f), 1);
        }));
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adadelta)]
    public void Run_WarmStepOfOtherOptimizer_AllocatesNothing(OptimizerKind kind)
    {
        using TrainingStep step = new(TinyModels.Create(Name), new OptimizerOptions(kind, Momentum: 0.5f), threads: 1);
        PairBatch batch = TinyModels.PairBatch(Batches[0]);
        long update = 0;
        Assert.Equal(0, Allocations.Warm(() => step.Run(batch, ++update, 0.01f, default, 1)));
    }

    [Fact]
    public void Run_WarmStepOfSeveralThreads_AllocatesNothingOnTheCaller()
    {
        using TrainingStep step = new(TinyModels.Create(Name), new OptimizerOptions(), threads: 2);
        PairBatch batch = TinyModels.PairBatch(Batches[0]);
        long update = 0;
        Assert.Equal(0, Allocations.Warm(() => step.Run(batch, ++update, 0.01f, default, 1)));
    }

    private static float[] Train(ModelOptions options, int threads, OptimizerOptions optimizer, ulong seed = 1, float guidedAlignment = 0f, int parts = 1, float sampledInputs = 0f)
    {
        Seq2SeqModel model = TinyModels.Create(options);
        using TrainingStep step = new(model, optimizer, threads, parts);
        for (int update = 1; update <= 6; update++)
        {
            PairBatch batch = TinyModels.PairBatch(TinyModels.WithLinks(Batches[update % 2]));
            step.Run(batch, update, optimizer.LearningRate, new Objective(0.1f, guidedAlignment, SampledInputs: sampledInputs), seed);
        }

        return Values(model);
    }

    private static float[] Values(Seq2SeqModel model) =>
        [.. model.Parameters.All.SelectMany(parameter => parameter.Value.Span.ToArray())];

    private static float[] Memories(TrainingStep step) =>
        [.. step.Optimizer.Memories.SelectMany(memory => memory.SelectMany(tensor => tensor.Span.ToArray()))];
}
