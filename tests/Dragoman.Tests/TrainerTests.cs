using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Serialization;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests;

public sealed class TrainerTests : IDisposable
{
    private static readonly SentencePair[] Pairs =
    [
        .. from a in "abcd" from b in "abcd" from c in "abcd" select new SentencePair($"{a} {b} {c}", $"{c} {b} {a} x"),
    ];

    private static readonly ExperimentOptions Tiny = Preset.All[0].Options with
    {
        Data = Preset.All[0].Options.Data with { Vocabulary = new VocabularyOptions(), Batching = new BatchingOptions(16), ValidationShare = 0.1 },
        Model = new ModelOptions(EmbedSize: 8, EncoderHiddenSize: 4, DecoderHiddenSize: 8, AttentionUnits: 8),
        Training = new TrainingOptions(new OptimizerOptions(), MaximumEpochs: 2, Threads: 2),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_SharedVocabulary_LearnsOneFromBothSides()
    {
        Train(Tiny with { Data = Shared }, "model");

        using Translator translator = Translator.Load(Folder("model"));
        Assert.Equal(["a", "b", "c", "d", "x"], translator.SourceVocabulary.Tokens.Skip(Vocabulary.SpecialCount).Order(StringComparer.Ordinal));
        Assert.Equal(translator.SourceVocabulary.Tokens, translator.TargetVocabulary.Tokens);
    }

    [Fact]
    public void Run_TiedOnBothSides_StoresTheMatrixOnce()
    {
        Train(Tiny with { Data = Shared, Model = Tiny.Model with { Tying = WeightTying.All } }, "model");

        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(Folder("model"), ModelFolder.WeightsName));
        Assert.DoesNotContain(weights.Tensors, tensor => tensor.Name.Contains("embedding", StringComparison.Ordinal));
        Assert.Equal([9, 8], weights.Find("output.weight").Shape);
        using Translator translator = Translator.Load(Folder("model"));
        Assert.True(double.IsFinite(translator.Loss(new MemoryCorpus(Pairs))));
    }

    [Fact]
    public void Run_TiedAndResumed_EqualsALongRun()
    {
        ExperimentOptions tied = Tiny with { Data = Shared, Model = Tiny.Model with { Tying = WeightTying.All } };
        AssertResumesExactly(tied, Train);
    }

    [Fact]
    public void Run_FrozenWordVectors_StayAsTheFileHasThem()
    {
        EmbeddingCoverage coverage = TrainOnVectors("model");

        Assert.Equal((2, 4), (coverage.Found, coverage.Words));
        Assert.Equal(["b", "d"], coverage.Missing.Order(StringComparer.Ordinal));
        using Translator translator = Translator.Load(Folder("model"));
        Tensor table = translator.Model.Encoder.Embedding.Table.Value;
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], table.Row(translator.SourceVocabulary.IdOf("a")).ToArray());
        Assert.Equal([.5f, 0f, 0f, 0f, 0f, 0f, 0f, -1f], table.Row(translator.SourceVocabulary.IdOf("c")).ToArray());
        Assert.All(table.Row(translator.SourceVocabulary.IdOf("b")).ToArray(), value => Assert.InRange(value, -0.1f, 0.1f));
        using SafetensorsFile state = SafetensorsFile.Open(Path.Combine(Folder("model"), "training", "state.safetensors"));
        Assert.Single(state.Tensors, tensor => tensor.Name.Contains("encoder.embedding", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FrozenWordVectorsResumed_NeedsTheFileNoMore()
    {
        TrainOnVectors("stopped");
        File.Delete(Folder("a.vec"));
        ExperimentOptions longer = Frozen with { Training = Tiny.Training with { MaximumEpochs = 4 } };
        new Trainer(longer, new MemoryCorpus(Pairs), null, Folder("stopped")) { SourceEmbeddings = Folder("a.vec") }
            .Run(resume: true, TestContext.Current.CancellationToken);
        TrainOnVectors("straight", epochs: 4);

        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    [Fact]
    public void Run_WordVectorsOfAnotherWidth_LeavesNoModel()
    {
        File.WriteAllText(Folder("a.vec"), "a 1 2 3\n");
        Trainer trainer = new(Tiny, new MemoryCorpus(Pairs), null, Folder("model")) { TargetEmbeddings = Folder("a.vec") };
        Assert.Throws<CorpusFormatException>(() => trainer.Run(cancellation: TestContext.Current.CancellationToken));
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_GuidedAndResumed_EqualsALongRun() => AssertResumesExactly(
        Guided with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) } },
        (options, name, resume) => TrainOnLinks(options, name, resume));

    [Fact]
    public void Run_Guided_LooksWhereTheLinksPoint()
    {
        ExperimentOptions longer = Guided with { Training = Guided.Training with { MaximumEpochs = 12 } };
        TrainOnLinks(longer, "guided");
        Train(longer with { Training = longer.Training with { GuidedAlignment = 0f } }, "free");

        double guided = Followed("guided");
        Assert.True(guided > 0.8, $"{guided:P0} of the weights follow the links.");
        Assert.True(guided > Followed("free") + 0.2);
    }

    [Fact]
    public void Run_FolderHoldsAModel_LeavesItAlone()
    {
        Train(Tiny, "model");
        byte[] before = Weights("model");

        CheckpointException failure = Assert.Throws<CheckpointException>(() => Train(Tiny, "model"));

        Assert.Contains("holds a model already, which would be lost.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights("model"));
    }

    [Fact]
    public void Run_Overwrites_ReplacesTheModel()
    {
        Train(Tiny with { Training = Tiny.Training with { MaximumEpochs = 1 } }, "model");
        new Trainer(Tiny, new MemoryCorpus(Pairs), null, Folder("model")) { Overwrites = true }.Run(cancellation: TestContext.Current.CancellationToken);
        Train(Tiny, "fresh");

        Assert.Equal(Weights("fresh"), Weights("model"));
    }

    [Fact]
    public void Run_ThreadsNotSaid_AreWrittenDown()
    {
        Train(Tiny with { Training = Tiny.Training with { Threads = 0 } }, "model");

        Assert.Equal(Environment.ProcessorCount, new ModelFolder(Folder("model")).ReadOptions().Training.Threads);
    }

    [Fact]
    public void Run_ThreadsNotSaidAndResumed_AreThoseOfTheFirstRun()
    {
        ExperimentOptions three = Tiny with { Training = Tiny.Training with { MaximumEpochs = 1, Threads = 3 } };
        Train(three, "model");
        new Trainer(Tiny with { Training = Tiny.Training with { Threads = 0 } }, new MemoryCorpus(Pairs), null, Folder("model"))
            .Run(resume: true, TestContext.Current.CancellationToken);

        Assert.Equal(3, new ModelFolder(Folder("model")).ReadOptions().Training.Threads);
    }

    [Fact]
    public void Run_LinearScheduleOfAStreamWithoutEnd_SaysWhatToDo()
    {
        ExperimentOptions streamed = Tiny with
        {
            Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) },
            Training = Tiny.Training with { Schedule = LearningRateSchedule.Linear },
        };

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(streamed, "model"));

        Assert.Contains("has more than 20 pairs and is read in parts. Set training.maximumUpdates, or a larger data.batching.poolPairs.", failure.Message, StringComparison.Ordinal);
        Assert.False(new ModelFolder(Folder("model")).Exists);
        Train(streamed with { Training = streamed.Training with { MaximumUpdates = 5 } }, "model");
    }

    [Fact]
    public void Run_OtherLinksResumed_IsRefused()
    {
        TrainOnLinks(Guided with { Training = Guided.Training with { MaximumEpochs = 1 } }, "model");
        MemoryCorpus unlinked = new(Pairs.Select(pair => pair with { Links = new PairLinks([(0, 0)], "links", 1) }));

        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Trainer(Guided, unlinked, null, Folder("model")).Run(resume: true, TestContext.Current.CancellationToken));

        Assert.Contains("are not those that training began with", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_OwnScoreThatIsNotUsed_IsRefused()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Trainer(Tiny, new MemoryCorpus(Pairs), null, Folder("model"), customAttention: (_, _, _) => null!));

        Assert.Contains("model.attention is another. Set it to custom", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GuidedWithoutLinks_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(Guided, "model"));
        Assert.Contains("have no alignments. Give them with the pairs:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_GuidedWithoutAttention_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Train(Guided with { Model = Tiny.Model with { Attention = AttentionScore.None } }, "model"));
        Assert.Contains("training.guidedAlignment is on, but model.attention is none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_TiedWithoutSharedVocabulary_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Train(Tiny with { Model = Tiny.Model with { Tying = WeightTying.All } }, "model"));
        Assert.Contains("Set data.vocabulary.shared to true", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static DataOptions Shared => Tiny.Data with { Vocabulary = new VocabularyOptions(Shared: true) };

    private static ExperimentOptions Frozen => Tiny with { Model = Tiny.Model with { FreezeSourceEmbeddings = true } };

    private static ExperimentOptions Guided => Tiny with
    {
        Training = Tiny.Training with { GuidedAlignment = 2f, Optimizer = new OptimizerOptions(LearningRate: 0.02f) },
    };

    /// <summary>Trains on the pairs in files, with links from each letter to its copy.</summary>
    private void TrainOnLinks(ExperimentOptions options, string name, bool resume = false)
    {
        File.WriteAllLines(Folder("pairs.tsv"), Pairs.Select(pair => $"{pair.Source}\t{pair.Target}"));
        File.WriteAllLines(Folder("links"), Pairs.Select(_ => "0-2 1-1 2-0"));
        AlignedCorpus corpus = new(new TsvCorpus(Folder("pairs.tsv")), Folder("links"));
        new Trainer(options, corpus, null, Folder(name)).Run(resume, TestContext.Current.CancellationToken);
    }

    /// <summary>The mean weight of a letter in its copy.</summary>
    private double Followed(string name)
    {
        using Translator translator = Translator.Load(Folder(name));
        return translator.AlignAll(Pairs, TestContext.Current.CancellationToken)
            .Average(alignment => Enumerable.Range(0, 3).Average(target => alignment.Attention![target, 2 - target]));
    }

    private EmbeddingCoverage TrainOnVectors(string name, int epochs = 2)
    {
        File.WriteAllText(Folder("a.vec"), "a 1 2 3 4 5 6 7 8\nz 1 1 1 1 1 1 1 1\nc .5 0 0 0 0 0 0 -1\n");
        Watcher watcher = new();
        ExperimentOptions options = Frozen with { Training = Tiny.Training with { MaximumEpochs = epochs } };
        new Trainer(options, new MemoryCorpus(Pairs), null, Folder(name), watcher) { SourceEmbeddings = Folder("a.vec") }
            .Run(cancellation: TestContext.Current.CancellationToken);
        return Assert.Single(watcher.Coverages);
    }

    private string Folder(string name) => _folder[name];

    private void Train(ExperimentOptions options, string name, bool resume = false) =>
        new Trainer(options, new MemoryCorpus(Pairs), null, Folder(name)).Run(resume, TestContext.Current.CancellationToken);

    /// <summary>Training for two epochs and then for two more gives the bits of four epochs at once.</summary>
    private void AssertResumesExactly(ExperimentOptions options, Action<ExperimentOptions, string, bool> train)
    {
        ExperimentOptions longer = options with { Training = options.Training with { MaximumEpochs = 4 } };
        train(options, "stopped", false);
        train(longer, "stopped", true);
        train(longer, "straight", false);
        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    private byte[] Weights(string name) => File.ReadAllBytes(Path.Combine(Folder(name), ModelFolder.WeightsName));

    private sealed class Watcher : ITrainingObserver
    {
        internal List<EmbeddingCoverage> Coverages { get; } = [];

        public void OnEmbeddings(EmbeddingCoverage coverage) => Coverages.Add(coverage);

        public void OnStart(TrainingStart start)
        {
        }

        public void OnUpdate(TrainingProgress progress)
        {
        }

        public void OnValidation(ValidationResult validation)
        {
        }
    }
}
