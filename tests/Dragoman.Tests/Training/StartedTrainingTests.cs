using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Training;

/// <summary>A training that starts from a trained model.</summary>
public sealed class StartedTrainingTests : TinyTraining
{
    private static readonly SentencePair[] Others = [.. Pairs.Take(30).Select(pair => new SentencePair(pair.Source + " q", pair.Target))];

    [Fact]
    public void Run_FromAModel_BeginsWithItsWeightsAndText()
    {
        Train(Tiny, "first");
        Watcher watcher = new();

        Run(Started(Tiny with { Training = Tiny.Training with { MaximumEpochs = 1, Optimizer = new(LearningRate: 1e-12f) } }) with { Observer = watcher });

        using var first = Translator.Load(Folder("first"));
        using var second = Translator.Load(Folder("model"));
        Assert.Equal(first.Source.Vocabulary.Tokens, second.Source.Vocabulary.Tokens); // q is unknown still.
        SentencePair[] some = [.. Pairs.Take(5)];
        Assert.All(
            first.ScoreBatch(some, TestContext.Current.CancellationToken).Zip(second.ScoreBatch(some, TestContext.Current.CancellationToken)),
            pair => Assert.Equal(pair.First.LogProbability, pair.Second.LogProbability, 1e-4));
        Assert.Equal(watcher.Starts[0].Training!.Pairs, watcher.Starts[0].Training!.Source.UnknownTokens);
    }

    [Fact]
    public void Run_FromAModelAndResumed_EqualsALongRun()
    {
        Train(Tiny, "first");

        AssertResumesExactly(Tiny, (options, name, resume) => Run(Started(options, name) with { Resume = resume }));
    }

    [Fact]
    public void Run_FromAModelOfAnotherShape_IsRefused()
    {
        Train(Tiny, "first");

        ConfigurationException error = Assert.Throws<ConfigurationException>(
            () => Run(Started(Tiny with { Data = Tiny.Data with { Source = Tiny.Data.Source with { Tokenizer = TokenizerKind.Character } } })));

        Assert.Contains("data.source.tokenizer is \"character\", but the model in", error.Message, StringComparison.Ordinal);
        Assert.False(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_FromAModelWithOtherDropout_Trains()
    {
        Train(Tiny, "first");

        Run(Started(Tiny.WithModel(model => model with { EmbedDropout = 0.1f, RecurrentDropout = 0.1f, WordDropout = 0.1f })));

        Assert.True(new ModelFolder(Folder("model")).Exists);
    }

    [Fact]
    public void Run_FromAModelWithATextModelOfItsOwn_IsRefused()
    {
        Train(Tiny, "first");

        ConfigurationException error = Assert.Throws<ConfigurationException>(
            () => Run(Started(Tiny.WithData(data => data with { Vocabulary = data.Vocabulary with { MaximumSize = 30 } }))));

        Assert.Equal(
            $"data.vocabulary.maximumSize is 30, but the model in {Folder("first")} was made with null, and a training that starts from it takes its text model and weights as they are. Leave the option.",
            error.Message);
    }

    [Fact]
    public void Run_FromAModelIn8Bits_IsRefusedBeforeAnythingIsReadOrLeftBehind()
    {
        Train(Tiny, "whole");
        using (var whole = Translator.Load(Folder("whole")))
        {
            new ModelFolder(Folder("first")).CreateInEightBits(whole.Options, whole.Source, whole.Target, whole.CopyModel());
        }

        ReadCounter corpus = new();

        CheckpointException error = Assert.Throws<CheckpointException>(() => Run(Started(Tiny) with { Training = corpus }));

        Assert.Equal($"{Folder("first")}: its weights are held in 8 bits, and training needs 32. Start from the model that it was made of.", error.Message);
        Assert.Equal(0, corpus.Reads);
        Assert.False(Directory.Exists(Folder("model")));
    }

    /// <summary>Counts how often it is read.</summary>
    private sealed class ReadCounter : ICorpus
    {
        internal int Reads { get; private set; }

        public string Name => "counted";

        public IEnumerable<SentencePair> Read()
        {
            Reads++;
            return Others;
        }
    }

    private TrainingRequest Started(TranslatorOptions options, string name = "model") =>
        Request(options, name) with { From = Folder("first"), Training = new MemoryCorpus(Others) };
}
