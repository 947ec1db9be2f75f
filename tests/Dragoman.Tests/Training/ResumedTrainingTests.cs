using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Numerics;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

/// <summary>A training that was stopped or cut off goes on as if nothing had happened, or says why it cannot.</summary>
public sealed class ResumedTrainingTests : TinyTraining
{
    [Fact]
    public void Run_ThreadsNotSaidAndResumed_AreThoseOfTheFirstRun()
    {
        TranslatorOptions three = Tiny with { Training = Tiny.Training with { MaximumEpochs = 1, Threads = 3 } };
        Train(three, "model");
        Run(Request(Tiny with { Training = Tiny.Training with { Threads = 0 } }) with { Resume = true });

        Assert.Equal(3, new ModelFolder(Folder("model")).ReadOptions().Training.Threads);
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

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20)]
    public void Run_MixtureResumed_EqualsALongRunAndRefusesOtherWeights(int poolPairs)
    {
        TranslatorOptions options = Tiny with { Data = Tiny.Data with { Batching = new BatchingOptions(16, PoolPairs: poolPairs) } };
        AssertResumesExactly(options, (tiny, name, resume) => Run(Request(tiny, name) with { Training = Mixture(3), Resume = resume }));

        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Run(Request(options, "straight") with { Training = Mixture(4), Resume = true }));

        Assert.Contains("are not those that training began with", failure.Message, StringComparison.Ordinal);

        static MixedCorpus Mixture(double weight) => new(new(new MemoryCorpus(Pairs[..50]), 1), new(new MemoryCorpus(Pairs[50..]), weight));
    }

    [Fact]
    public void Run_AveragedAndResumed_EqualsALongRun() => AssertResumesExactly(
        Tiny with { Training = Tiny.Training with { Schedule = LearningRateSchedule.Constant, Optimizer = new OptimizerOptions(AverageDecay: 0.9f, WeightDecay: 0.01f) } }, Train);

    [Fact]
    public void Run_BestByAScoreAndResumed_EqualsALongRun() => AssertResumesExactly(
        Tiny with { Training = Tiny.Training with { BestBy = ValidationMeasure.ChrF, Optimizer = new OptimizerOptions(LearningRate: 0.03f) } }, Train);

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
}
