using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Metrics;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Text.Moses;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

public sealed class TrainerTests : TinyTraining
{
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
    public void Run_Averaged_KeepsTheMeansAsTheModelAndValidatesThem()
    {
        Watcher watcher = new();
        TranslatorOptions options = Tiny with
        {
            Training = Tiny.Training with { Schedule = LearningRateSchedule.Constant, Optimizer = new OptimizerOptions(LearningRate: 0.02f, AverageDecay: 0.5f) },
        };

        TrainingSummary summary = Run(Request(options) with { Observer = watcher });

        using SafetensorsFile state = SafetensorsFile.Open(Path.Combine(Folder("model"), "training", "state.safetensors"));
        using SafetensorsFile kept = SafetensorsFile.Open(Path.Combine(Folder("model"), ModelFolder.WeightsName));
        Assert.True(watcher.Validations[^1].IsBest);
        Assert.All(kept.Tensors, tensor => Assert.Equal(Numbers(state, "average." + tensor.Name), Numbers(kept, tensor.Name)));
        Assert.Contains(kept.Tensors, tensor => !Numbers(state, "model." + tensor.Name).SequenceEqual(Numbers(kept, tensor.Name)));
        using Translator translator = Translator.Load(Folder("model"));
        CorpusSplit split = new(Tiny.Data.ValidationShare, testShare: 0, Tiny.Training.Seed, new TextNormalizer(Tiny.Data.Source));
        LossResult loss = translator.Loss(split.Select(new MemoryCorpus(Pairs), CorpusPart.Validation), TestContext.Current.CancellationToken);
        Assert.Equal(summary.BestLoss, loss.Loss!.Value, 1e-6);

        static float[] Numbers(SafetensorsFile file, string name)
        {
            long[] shape = [.. file.Find(name).Shape];
            Matrix matrix = Matrix.Allocate(shape.Length > 1 ? (int)shape[0] : 1, (int)shape[^1]);
            file.Read(name, matrix);
            return matrix.Span.ToArray();
        }
    }

    [Theory]
    [InlineData(ValidationMeasure.Accuracy, true)]
    [InlineData(ValidationMeasure.WordErrorRate, false)]
    [InlineData(ValidationMeasure.Bleu, true)]
    [InlineData(ValidationMeasure.ChrF, true)]
    public void Run_BestByAScore_KeepsTheWeightsThatTranslateBest(ValidationMeasure measure, bool higherIsBetter)
    {
        Watcher watcher = new();
        TranslatorOptions options = Tiny with
        {
            Training = Tiny.Training with { MaximumEpochs = 6, Patience = 0, BestBy = measure, Optimizer = new OptimizerOptions(LearningRate: 0.03f) },
        };

        Run(Request(options) with { Observer = watcher });

        double[] scores = [.. watcher.Validations.Select(validation => validation.Score!.Value)];
        double best = higherIsBetter ? scores.Max() : scores.Min();
        ValidationResult expected = watcher.Validations.Where(validation => validation.Score == best).MinBy(validation => validation.Loss);
        Assert.Equal(expected, watcher.Validations.FindLast(validation => validation.IsBest));
        TrainingPosition position = new ModelFolder(Folder("model")).ReadPosition();
        Assert.Equal(best, position.BestScore);
        Assert.Equal(expected.Loss, position.BestLoss);
        Assert.Contains("\"validationScore\":", Metrics("model")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BestByAScore_ComparesGreedyTranslationsByTheRulesOfTheSearchWithWrittenReferences()
    {
        Watcher watcher = new();
        SentencePair[] held = [.. Pairs.Take(8), new SentencePair("a b", "zebra"), new SentencePair("b", "a zebra")]; // No pair of training has this word.
        TranslatorOptions options = Tiny with
        {
            Training = Tiny.Training with { MaximumEpochs = 2, BestBy = ValidationMeasure.ChrF },
            Decoding = new SearchOptions(Beam: 4, Groups: 2, MaximumLength: 2, AllowUnknown: false),
        };

        Run(Request(options) with { Observer = watcher, Validation = new MemoryCorpus(held) });

        using Translator translator = Translator.Load(Folder("model"));
        IReadOnlyList<Translation> found = translator.TranslateBatch([.. held.Select(pair => pair.Source)], options.Decoding with { Beam = 1, Groups = 1 }, TestContext.Current.CancellationToken);
        double expected = MetricKind.ChrF.Create().Score([.. found.Select(one => one.Text)], [[.. held.Select(pair => pair.Target)]]).Score;
        Assert.Equal(expected, watcher.Validations.FindLast(validation => validation.IsBest).Score!.Value, 1e-9);
    }

    [Fact]
    public void Trainer_WordVectorsOfBothSidesForOneTable_AreRefused()
    {
        TranslatorOptions options = Tiny with
        {
            Model = Tiny.Model with { Tying = WeightTying.All },
            Data = Tiny.Data with { Vocabulary = Tiny.Data.Vocabulary with { Shared = true } },
        };

        ConfigurationException error = Assert.Throws<ConfigurationException>(
            () => new Trainer(Request(options) with { SourceEmbeddings = "en.vec", TargetEmbeddings = "fr.vec" }));

        Assert.Contains("model.tying is all: the sides have one table", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PerplexityThatIsNoNumber_IsNoModelToKeep()
    {
        TranslatorOptions options = Tiny with { Training = Tiny.Training with { MaximumUpdates = 1, Optimizer = new OptimizerOptions(LearningRate: 1e30f) } };

        Assert.Contains("The validation loss became", Assert.Throws<TrainingDivergedException>(() => Train(options, "model")).Message, StringComparison.Ordinal);
        TranslatorOptions without = options with { Data = options.Data with { ValidationShare = 0 } };
        Assert.Contains("The loss became", Assert.Throws<TrainingDivergedException>(() => Train(without, "other")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ResumedWhereTheBestWeightsAreLost_IsRefused(bool isMissing)
    {
        Train(Tiny with { Training = Tiny.Training with { MaximumEpochs = 1 } }, "model");
        string weights = Path.Combine(Folder("model"), ModelFolder.WeightsName);
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.Delete(weights);
        if (!isMissing)
        {
            File.WriteAllBytes(weights, bytes);
        }

        Assert.Contains(ModelFolder.WeightsName, Assert.Throws<CheckpointException>(() => Run(Request(Tiny) with { Resume = true })).Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData(TextLanguage.Other, true)]
    [InlineData(TextLanguage.Fr, false)]
    public void Run_WordsThatTheRulesJoinOtherwise_SaysSo(TextLanguage language, bool warns)
    {
        Watcher watcher = new();
        TextOptions french = new() { Moses = new MosesOptions(Words: true, language) };

        Run(Request(Tiny with { Data = Tiny.Data with { Target = french } }) with
        {
            Training = new MemoryCorpus([.. Pairs.Select(pair => pair with { Target = $"l'{pair.Target}" })]),
            Observer = watcher,
        });

        string[] notes = [.. Assert.Single(watcher.Starts).Notes.Where(note => note.Contains("not joined as they were written", StringComparison.Ordinal))];
        Assert.Equal(warns, notes.Length == 1);
        Assert.All(notes, note => Assert.Contains("such as \"l 'a ", note, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ShareThatHoldsOutNothing_SaysSo()
    {
        Watcher watcher = new();

        Run(Request(Tiny with { Data = Tiny.Data with { ValidationShare = 0.001 } }) with { Observer = watcher });

        Assert.StartsWith("Warning: no pair is held out for validation: 0.1 % (data.validationShare)", Assert.Single(Assert.Single(watcher.Starts).Notes), StringComparison.Ordinal);
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
    public void New_OwnScoreThatIsNotUsed_IsRefused()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => new Trainer(Request(Tiny) with { CustomAttention = (_, _, _) => null! }));

        Assert.Contains("model.attention.score is another. Set it to custom", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BestByAMeasureWithoutValidation_Warns()
    {
        Watcher watcher = new();
        TranslatorOptions options = Tiny with { Data = Tiny.Data with { ValidationShare = 0 }, Training = Tiny.Training with { BestBy = ValidationMeasure.Bleu } };

        Run(Request(options) with { Observer = watcher });

        Assert.StartsWith("Warning: training.bestBy has no effect", Assert.Single(Assert.Single(watcher.Starts).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoppedWhilePairsAreRead_EndsAtOnceAndLeavesNothing()
    {
        using CancellationTokenSource stop = new();

        TrainingSummary summary = new Trainer(Request(Tiny) with { Training = new EndlessCorpus(stop) }).Run(stop.Token);

        Assert.Equal((TrainingEnd.Stopped, 0L, 0L), (summary.Reason, summary.Update, summary.Tokens));
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_StoppedWhileItLooksForItsPlaceInAStream_EndsAtOnceWhereItStood()
    {
        TranslatorOptions streamed = Tiny with
        {
            Data = Tiny.Data with { Batching = new BatchingOptions(16) { PoolPairs = 20 }, ValidationShare = 0 },
            Training = Tiny.Training with { MaximumUpdates = 3 },
        };
        TrainingSummary before = Run(Request(streamed));
        using CancellationTokenSource stop = new();
        EndlessCorpus corpus = new(stop);

        TrainingSummary summary = new Trainer(Request(streamed with { Training = streamed.Training with { MaximumUpdates = 9 } }) with { Training = corpus, Resume = true }).Run(stop.Token);

        Assert.Equal(before with { Reason = TrainingEnd.Stopped }, summary);
        Assert.Equal(EndlessCorpus.StopsAfter + 1, corpus.Given);
    }

    /// <summary>Pairs without end; after some of them somebody wants to stop.</summary>
    private sealed class EndlessCorpus(CancellationTokenSource stop) : ICorpus
    {
        internal const int StopsAfter = 5;

        internal int Given { get; private set; }

        public string Name => "endless pairs";

        public IEnumerable<SentencePair> Read()
        {
            for (int i = 0; ; i++)
            {
                if (i == StopsAfter)
                {
                    stop.Cancel();
                }

                Given++;
                yield return Pairs[i % Pairs.Length];
            }
        }
    }
}
