using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Models;
using Dragoman.Numerics;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

/// <summary>Embeddings that two sides share, or that start from word vectors.</summary>
public sealed class TrainedEmbeddingsTests : TinyTraining
{
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
    public void New_TiedWithoutSharedVocabulary_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(
            () => Train(Tiny with { Model = Tiny.Model with { Tying = WeightTying.All } }, "model"));
        Assert.Contains("Set data.vocabulary.shared to true", failure.Message, StringComparison.Ordinal);
    }

    private static DataOptions Shared => Tiny.Data with { Vocabulary = new VocabularyOptions(Shared: true) };

    private static TranslatorOptions Frozen => Tiny with { Model = Tiny.Model with { FreezeSourceEmbeddings = true } };

    private EmbeddingCoverage TrainOnVectors(string name, int epochs = 2)
    {
        File.WriteAllText(Folder("a.vec"), "a 1 2 3 4 5 6 7 8\nz 1 1 1 1 1 1 1 1\nc .5 0 0 0 0 0 0 -1\n");
        Watcher watcher = new();
        TranslatorOptions options = Frozen with { Training = Tiny.Training with { MaximumEpochs = epochs } };
        Run(Request(options, name) with { Observer = watcher, SourceEmbeddings = Folder("a.vec") });
        return Assert.Single(watcher.Coverages);
    }
}
