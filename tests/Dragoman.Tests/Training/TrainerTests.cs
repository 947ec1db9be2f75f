using System.Text.Json.Nodes;
using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private static readonly SentencePair[] Pairs =
    [
        .. from a in "abcd" from b in "abcd" from c in "abcd" select new SentencePair($"{a} {b} {c}", $"{c} {b} {a} x"),
    ];

    private static readonly TranslatorOptions Tiny = Preset.All[0].Options with
    {
        Data = Preset.All[0].Options.Data with { Vocabulary = new VocabularyOptions(), Batching = new BatchingOptions(16), ValidationShare = 0.1 },
        Model = new ModelOptions(
            CellKind.Lstm, EmbedSize: 8, EncoderHiddenSize: 4, DecoderHiddenSize: 8, EmbedDropout: 0f, ReadoutDropout: 0f)
        {
            Attention = new(AttentionScore.General, Units: 8, InputFeeding: true),
        },
        Training = new TrainingOptions(MaximumEpochs: 2, LabelSmoothing: 0f, Threads: 2),
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_SharedVocabulary_LearnsOneFromBothSides()
    {
        Train(Tiny with { Data = Shared }, "model");

        using Translator translator = Translator.Load(Folder("model"));
        Assert.Equal(["a", "b", "c", "d", "x"], translator.Source.Vocabulary.Tokens.Skip(Vocabulary.SpecialCount).Order(StringComparer.Ordinal));
        Assert.Equal(translator.Source.Vocabulary.Tokens, translator.Target.Vocabulary.Tokens);
    }

    [Fact]
    public void Run_TiedOnBothSides_StoresTheMatrixOnce()
    {
        Train(Tiny with { Data = Shared, Model = Tiny.Model with { Tying = WeightTying.All } }, "model");

        using SafetensorsFile weights = SafetensorsFile.Open(Path.Combine(Folder("model"), ModelFolder.WeightsName));
        Assert.DoesNotContain(weights.Tensors, tensor => tensor.Name.Contains("embedding", StringComparison.Ordinal));
        Assert.Equal([9, 8], weights.Find("output.weight").Shape);
        using Translator translator = Translator.Load(Folder("model"));
        Assert.True(double.IsFinite(translator.Loss(new MemoryCorpus(Pairs), TestContext.Current.CancellationToken).Loss!.Value));
    }

    [Fact]
    public void Run_TiedAndResumed_EqualsALongRun()
    {
        TranslatorOptions tied = Tiny with { Data = Shared, Model = Tiny.Model with { Tying = WeightTying.All } };
        AssertResumesExactly(tied, Train);
    }

    [Fact]
    public void Run_FrozenWordVectors_StayAsTheFileHasThem()
    {
        EmbeddingCoverage coverage = TrainOnVectors("model");

        Assert.Equal((2, 4), (coverage.Found, coverage.Words));
        Assert.Equal(["b", "d"], coverage.Missing.Order(StringComparer.Ordinal));
        using Translator translator = Translator.Load(Folder("model"));
        Matrix table = translator.Model.Encoder.Embedding.Table.Value;
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], table.Row(translator.Source.Vocabulary.IdOf("a")).ToArray());
        Assert.Equal([.5f, 0f, 0f, 0f, 0f, 0f, 0f, -1f], table.Row(translator.Source.Vocabulary.IdOf("c")).ToArray());
        Assert.All(table.Row(translator.Source.Vocabulary.IdOf("b")).ToArray(), value => Assert.InRange(value, -0.1f, 0.1f));
        using SafetensorsFile state = SafetensorsFile.Open(Path.Combine(Folder("model"), "training", "state.safetensors"));
        Assert.Single(state.Tensors, tensor => tensor.Name.Contains("encoder.embedding", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FrozenWordVectorsResumed_NeedsTheFileNoMore()
    {
        TrainOnVectors("stopped");
        File.Delete(Folder("a.vec"));
        TranslatorOptions longer = Frozen with { Training = Tiny.Training with { MaximumEpochs = 4 } };
        Run(Request(longer, "stopped") with { SourceEmbeddings = Folder("a.vec"), Resume = true });
        TrainOnVectors("straight", epochs: 4);

        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    [Fact]
    public void Run_WordVectorsOfAnotherWidth_LeavesNoModel()
    {
        File.WriteAllText(Folder("a.vec"), "a 1 2 3\n");
        Trainer trainer = new(Request(Tiny) with { TargetEmbeddings = Folder("a.vec") });
        Assert.Throws<CorpusFormatException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_GuidedAndResumed_EqualsALongRun() => AssertResumesExactly(
        Guided with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) } },
        (options, name, resume) => TrainOnLinks(options, name, resume));

    [Fact]
    public void Run_Guided_LooksWhereTheLinksPoint()
    {
        TranslatorOptions longer = Guided with { Training = Guided.Training with { MaximumEpochs = 12 } };
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
        Run(Request(Tiny) with { Overwrites = true });
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
        TranslatorOptions three = Tiny with { Training = Tiny.Training with { MaximumEpochs = 1, Threads = 3 } };
        Train(three, "model");
        Run(Request(Tiny with { Training = Tiny.Training with { Threads = 0 } }) with { Resume = true });

        Assert.Equal(3, new ModelFolder(Folder("model")).ReadOptions().Training.Threads);
    }

    [Fact]
    public void Run_LinearScheduleOfAStreamWithoutEnd_SaysWhatToDo()
    {
        TranslatorOptions streamed = Tiny with
        {
            Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) },
            Training = Tiny.Training with { Schedule = LearningRateSchedule.Linear },
        };

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(streamed, "model"));

        Assert.Contains("has more than 20 pairs and is read in parts. Set training.maximumUpdates, or a larger data.batching.poolPairs.", failure.Message, StringComparison.Ordinal);
        Assert.False(new ModelFolder(Folder("model")).Exists);
        Train(streamed with { Training = streamed.Training with { MaximumUpdates = 5 } }, "model");
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20)]
    public void Run_OtherPairsResumed_IsRefused(int poolPairs)
    {
        TranslatorOptions options = Tiny with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: poolPairs) } };
        Train(options, "model");
        byte[] before = Weights("model");
        MemoryCorpus others = new(Pairs.Select((pair, i) => i < 40 ? pair : pair with { Source = $"{pair.Source} x" }));

        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Run(Request(options) with { Training = others, Resume = true }));

        Assert.Contains("are not those that training began with", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights("model"));
    }

    [Fact]
    public void Run_StreamedAndResumed_EqualsALongRun() =>
        AssertResumesExactly(Tiny with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: 20) } }, Train);

    [Fact]
    public void Run_OtherValidationResumed_ComparesAnew()
    {
        MemoryCorpus easy = new(Pairs.Take(4));
        MemoryCorpus hard = new(Pairs.Take(8).Select(pair => pair with { Target = "x x x x x x" }));
        TranslatorOptions longer = Tiny with { Training = Tiny.Training with { MaximumEpochs = 10, Optimizer = new OptimizerOptions(LearningRate: 0.01f) } };
        Run(Request(longer) with { Validation = easy });
        double easyLoss = new ModelFolder(Folder("model")).ReadPosition().BestLoss;
        byte[] before = Weights("model");
        Watcher watcher = new();
        longer = longer with { Training = longer.Training with { MaximumEpochs = 12 } };

        Run(Request(longer) with { Validation = hard, Observer = watcher, Resume = true });

        Assert.True(Assert.Single(watcher.Starts).ValidationChanged);
        Assert.True(watcher.Validations[0].IsBest);
        Assert.True(watcher.Validations[0].Loss > easyLoss);
        Assert.NotEqual(before, Weights("model"));
    }

    [Fact]
    public void Run_SameValidationResumed_GoesOnComparing()
    {
        Train(Tiny, "model");
        Watcher watcher = new();
        TranslatorOptions longer = Tiny with { Training = Tiny.Training with { MaximumEpochs = 3 } };

        Run(Request(longer) with { Observer = watcher, Resume = true });

        Assert.False(Assert.Single(watcher.Starts).ValidationChanged);
    }

    [Fact]
    public void Run_StateOfAnEarlierVersion_IsResumed()
    {
        Train(Tiny, "model");
        ForgetNewKeys();
        TranslatorOptions longer = Tiny with { Training = Tiny.Training with { MaximumEpochs = 4 } };
        Train(longer, "model", resume: true);
        Train(longer, "straight");

        Assert.Equal(Weights("straight"), Weights("model"));

        void ForgetNewKeys()
        {
            string state = Path.Combine(Folder("model"), "training", "state.safetensors");
            List<StoredTensor> tensors = [];
            Dictionary<string, string> metadata = [];
            using (SafetensorsFile file = SafetensorsFile.Open(state))
            {
                foreach ((string key, string value) in file.Metadata.Where(entry => entry.Key is not ("validation" or "counts") && !entry.Key.StartsWith("interval", StringComparison.Ordinal)))
                {
                    metadata.Add(key, value);
                }

                foreach (TensorEntry entry in file.Tensors)
                {
                    Matrix tensor = Matrix.Allocate((int)(entry.Shape.Length == 1 ? 1 : entry.Shape[0]), (int)entry.Shape[^1]);
                    file.Read(entry.Name, tensor);
                    tensors.Add(entry.Shape.Length == 1 ? StoredTensor.Vector(entry.Name, tensor) : StoredTensor.Matrix(entry.Name, tensor));
                }
            }

            using FileStream stream = File.Create(state);
            SafetensorsFile.Write(stream, tensors, metadata);
        }
    }

    [Theory]
    [InlineData("training/state.safetensors")]
    [InlineData("config.json")]
    public void Run_ResumedWithoutAFile_IsRefusedAndLosesNothing(string missing)
    {
        Train(Tiny, "model");
        byte[] before = Weights("model");
        File.Delete(Path.Combine(Folder("model"), missing));

        Assert.Throws<CheckpointException>(() => Train(Tiny, "model", resume: true));

        Assert.Equal(before, Weights("model"));
    }

    [Fact]
    public void Run_ResumedWithNothingThere_BeginsAnew()
    {
        Directory.CreateDirectory(Path.Combine(Folder("model"), ".staging", "training"));
        Train(Tiny, "model", resume: true);
        Train(Tiny, "straight");

        Assert.Equal(Weights("straight"), Weights("model"));
    }

    [Fact]
    public void Run_CutOffBeforeTheFirstUpdate_LeavesAStateToGoOnFrom()
    {
        Watcher crash = new() { OnUpdateNumber = _ => throw new InvalidOperationException("A crash.") };
        Assert.Throws<InvalidOperationException>(
            () => Run(Request(Tiny) with { Observer = crash }));
        Train(Tiny, "model", resume: true);
        Train(Tiny, "straight");

        Assert.Equal(Weights("straight"), Weights("model"));
    }

    [Fact]
    public void Run_StoppedBetweenValidations_WritesTheMetricsOfAnUndisturbedRun()
    {
        TranslatorOptions options = Tiny with { Training = Tiny.Training with { MaximumEpochs = 6, ValidationInterval = 7 } };
        Train(options, "straight");
        for (int stop = 3; ; stop += 4)
        {
            using CancellationTokenSource source = new();
            Watcher watcher = new() { OnUpdateNumber = number => { if (number == stop) { source.Cancel(); } } };
            if (new Trainer(Request(options, "stopped") with { Observer = watcher, Resume = true }).Run(source.Token).Reason != TrainingEnd.Stopped)
            {
                break;
            }
        }

        Assert.Equal(Metrics("straight"), Metrics("stopped"));
        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    [Theory]
    [InlineData(0.1, 0)]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    public void Run_Diverged_KeepsTheLastGoodState(double validationShare, int updates)
    {
        TranslatorOptions options = Tiny with { Data = Tiny.Data with { ValidationShare = validationShare } };
        Train(options, "model");
        byte[] state = State();
        TranslatorOptions wild = options with
        {
            Training = options.Training with
            {
                MaximumEpochs = 4,
                MaximumUpdates = updates == 0 ? 0 : new ModelFolder(Folder("model")).ReadPosition().Update + updates,
                Optimizer = new OptimizerOptions(LearningRate: 3e38f, ClipNorm: 0f),
            },
        };

        TrainingDivergedException failure = Assert.Throws<TrainingDivergedException>(() => Train(wild, "model", resume: true));

        Assert.Contains("Lower training.optimizer.learningRate", failure.Message, StringComparison.Ordinal);
        Assert.Equal(state, State());
        Train(options with { Training = wild.Training with { MaximumUpdates = 0, Optimizer = new OptimizerOptions(LearningRate: 1e-4f) } }, "model", resume: true);

        byte[] State() => File.ReadAllBytes(Path.Combine(Folder("model"), "training", "state.safetensors"));
    }

    [Fact]
    public void Run_Begins_SaysWhatTheModelWillNotKnow()
    {
        Watcher watcher = new();
        SentencePair[] pairs = [.. Pairs, new SentencePair("a a a a a a a", "b"), new SentencePair("q r", "s"), new SentencePair("", "a")];
        TranslatorOptions options = Tiny with
        {
            Data = Tiny.Data with { Vocabulary = new VocabularyOptions(MinimumFrequency: 2), Encoding = new EncodingOptions(5, 5), ValidationShare = 0 },
        };
        MemoryCorpus validation = new([new("a q", "x y z"), new("b", "")]);

        Run(Request(options) with { Training = new MemoryCorpus(pairs), Validation = validation, Observer = watcher });

        TrainingStart start = Assert.Single(watcher.Starts);
        Assert.Equal(new CorpusCounts(66, 1, 0, 1, new TokenCounts(201, 6, 2, 2), new TokenCounts(258, 6, 1, 1)), start.Training);
        Assert.Equal(new CorpusCounts(1, 0, 0, 1, new TokenCounts(2, 2, 1, 1), new TokenCounts(3, 3, 2, 2)), start.Validation);
        Assert.Equal(5, start.Notes.Count);
        Assert.StartsWith("1 training pair is cut, for a side is longer than data.encoding.maximumSourceLength (5)", start.Notes[0], StringComparison.Ordinal);
        Assert.Equal("1 training pair is left out, for a side is blank.", start.Notes[1]);
        Assert.StartsWith("Warning: 50 % of the validation pairs' source tokens are unknown (<unk>)", start.Notes[3], StringComparison.Ordinal);
        Assert.Contains("Lower data.vocabulary.minimumFrequency (2); or set data.target.tokenizer to character", start.Notes[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingToValidateOn_IsRefusedBeforeTraining()
    {
        MemoryCorpus blank = new([new("", "a"), new("\u200b", "b")], "blank pairs");

        CorpusFormatException failure = Assert.Throws<CorpusFormatException>(
            () => Run(Request(Tiny) with { Validation = blank }));

        Assert.Equal("blank pairs: no pair can be used. 2 pairs: all have a blank side.", failure.Message);
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_EveryWordRare_IsRefusedWithTheRemedy()
    {
        TranslatorOptions options = Tiny with { Data = Tiny.Data with { Vocabulary = new VocabularyOptions(MinimumFrequency: 100) } };

        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(options, "model"));

        Assert.StartsWith("The source vocabulary would hold no word: none of the 4 different tokens occurs 100 times", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Lower data.vocabulary.minimumFrequency (100)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherLinksResumed_IsRefused()
    {
        TrainOnLinks(Guided with { Training = Guided.Training with { MaximumEpochs = 1 } }, "model");
        MemoryCorpus unlinked = new(Pairs.Select(pair => pair with { Links = new PairLinks([(0, 0)], "links", 1) }));

        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Run(Request(Guided) with { Training = unlinked, Resume = true }));

        Assert.Contains("are not those that training began with", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_OwnScoreThatIsNotUsed_IsRefused()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Trainer(Request(Tiny) with { CustomAttention = (_, _, _) => null! }));

        Assert.Contains("model.attention.score is another. Set it to custom", failure.Message, StringComparison.Ordinal);
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
            () => Train(Guided with { Model = Tiny.Model with { Attention = new(AttentionScore.None) } }, "model"));
        Assert.Contains("training.guidedAlignment is on, but model.attention.score is none", failure.Message, StringComparison.Ordinal);
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

    private static TranslatorOptions Frozen => Tiny with { Model = Tiny.Model with { FreezeSourceEmbeddings = true } };

    private static TranslatorOptions Guided => Tiny with
    {
        Training = Tiny.Training with { GuidedAlignment = 2f, Optimizer = new OptimizerOptions(LearningRate: 0.02f) },
    };

    /// <summary>Trains on the pairs in files, with links from each letter to its copy.</summary>
    private void TrainOnLinks(TranslatorOptions options, string name, bool resume = false)
    {
        File.WriteAllLines(Folder("pairs.tsv"), Pairs.Select(pair => $"{pair.Source}\t{pair.Target}"));
        File.WriteAllLines(Folder("links"), Pairs.Select(_ => "0-2 1-1 2-0"));
        AlignedCorpus corpus = new(new TsvCorpus(Folder("pairs.tsv")), Folder("links"));
        Run(Request(options, name) with { Training = corpus, Resume = resume });
    }

    private TrainingRequest Request(TranslatorOptions options, string name = "model") =>
        new() { Options = options, Training = new MemoryCorpus(Pairs), Folder = Folder(name) };

    private static TrainingSummary Run(TrainingRequest request) => new Trainer(request).Run(TestContext.Current.CancellationToken);

    /// <summary>The mean weight of a letter in its copy.</summary>
    private double Followed(string name)
    {
        using Translator translator = Translator.Load(Folder(name));
        return translator.AlignBatch(Pairs, TestContext.Current.CancellationToken)
            .Average(alignment => Enumerable.Range(0, 3).Average(target => alignment.Attention![target, 2 - target]));
    }

    private EmbeddingCoverage TrainOnVectors(string name, int epochs = 2)
    {
        File.WriteAllText(Folder("a.vec"), "a 1 2 3 4 5 6 7 8\nz 1 1 1 1 1 1 1 1\nc .5 0 0 0 0 0 0 -1\n");
        Watcher watcher = new();
        TranslatorOptions options = Frozen with { Training = Tiny.Training with { MaximumEpochs = epochs } };
        Run(Request(options, name) with { Observer = watcher, SourceEmbeddings = Folder("a.vec") });
        return Assert.Single(watcher.Coverages);
    }

    private string Folder(string name) => _folder[name];

    private void Train(TranslatorOptions options, string name, bool resume = false) =>
        Run(Request(options, name) with { Resume = resume });

    /// <summary>Training for two epochs and then for two more gives the bits of four epochs at once.</summary>
    private void AssertResumesExactly(TranslatorOptions options, Action<TranslatorOptions, string, bool> train)
    {
        TranslatorOptions longer = options with { Training = options.Training with { MaximumEpochs = 4 } };
        train(options, "stopped", false);
        train(longer, "stopped", true);
        train(longer, "straight", false);
        Assert.Equal(Weights("straight"), Weights("stopped"));
    }

    /// <summary>The lines of the metrics, but for what is time.</summary>
    private string[] Metrics(string name) =>
    [
        .. File.ReadLines(new ModelFolder(Folder(name)).MetricsPath).Select(line =>
        {
            JsonObject entry = JsonNode.Parse(line)!.AsObject();
            entry.Remove("seconds");
            entry.Remove("tokensPerSecond");
            return entry.ToJsonString();
        }),
    ];

    private byte[] Weights(string name) => File.ReadAllBytes(Path.Combine(Folder(name), ModelFolder.WeightsName));

    private sealed class Watcher : ITrainingObserver
    {
        internal List<EmbeddingCoverage> Coverages { get; } = [];

        public void OnEmbeddings(EmbeddingCoverage coverage) => Coverages.Add(coverage);

        internal List<TrainingStart> Starts { get; } = [];

        internal List<ValidationResult> Validations { get; } = [];

        internal Action<long>? OnUpdateNumber { get; init; }

        public void OnStart(TrainingStart start) => Starts.Add(start);

        public void OnUpdate(TrainingProgress progress) => OnUpdateNumber?.Invoke(progress.Update);

        public void OnValidation(ValidationResult validation) => Validations.Add(validation);
    }
}
