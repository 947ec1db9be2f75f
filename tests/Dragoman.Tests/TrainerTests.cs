using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Serialization;
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

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dragoman-trainer-");

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
    public void New_TiedWithoutSharedVocabulary_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Train(Tiny with { Model = Tiny.Model with { Tying = WeightTying.All } }, "model"));
        Assert.Contains("Set data.vocabulary.shared to true", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DataOptions Shared => Tiny.Data with { Vocabulary = new VocabularyOptions(Shared: true) };

    private string Folder(string name) => Path.Combine(_folder.FullName, name);

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
}
