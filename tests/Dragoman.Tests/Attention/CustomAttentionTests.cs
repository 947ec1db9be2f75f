using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Training;

namespace Dragoman.Tests.Attention;

/// <summary>An application scores with a class of its own, written with what the library shows.</summary>
public sealed class CustomAttentionTests : IDisposable
{
    internal static readonly SentencePair[] Pairs = [.. Enumerable.Range(0, 60).Select(Copying)];
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_Factory_TrainsTheParametersOfTheClass()
    {
        Train(Factory(window: null));
        Train(Factory(window: null), folder: "untrained", updates: 0);

        using Translator trained = Load(Factory(window: null));
        using Translator first = Load(Factory(window: null), folder: "untrained");
        Parameter weight = trained.Model.Parameters.All.Single(parameter => parameter.Name.StartsWith("attention.", StringComparison.Ordinal));
        Assert.Equal("attention.sharpened.weight", weight.Name);
        Assert.NotEqual(first.Model.Parameters.All.Single(parameter => parameter.Name == weight.Name).Value.Span.ToArray(), weight.Value.Span.ToArray());
        Assert.True(trained.Loss(new MemoryCorpus(Pairs), Cancellation).Loss < first.Loss(new MemoryCorpus(Pairs), Cancellation).Loss);
    }

    [Fact]
    public void Run_ScoreOfAnotherShape_IsRefused()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => Train((_, _, _) => new Misshapen()));

        Assert.StartsWith("attention score: expected [rows=", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Factory_TranslatesWithWeightsThatSumToOne()
    {
        Train(Factory(window: null));

        using Translator translator = Load(Factory(window: null));
        Translation translation = translator.Translate(Pairs[0].Source, SearchOptions.Greedy with { MinimumLength = 3, MaximumLength = 3 }, Cancellation);

        AttentionMap weights = translation.Attention!;
        Assert.Equal(3, translation.Tokens.Count);
        Assert.All(Enumerable.Range(0, weights.Target.Count), row =>
            Assert.Equal(1f, Enumerable.Range(0, weights.Source.Count).Sum(column => weights[row, column]), 1e-5f));
    }

    [Fact]
    public void Load_FactoryWithAWindow_LooksNowhereElse()
    {
        Train(Factory(new MonotonicWindow(radius: 1)));

        using Translator translator = Load(Factory(new MonotonicWindow(radius: 1)));
        Translation aligned = translator.Align(Pairs[0].Source, Pairs[0].Target, Cancellation);

        AttentionMap weights = aligned.Attention!;
        for (int target = 0; target < weights.Target.Count; target++)
        {
            for (int source = 0; source < weights.Source.Count; source++)
            {
                Assert.Equal(Math.Abs(target - source) <= 1, weights[target, source] > 0f);
            }
        }
    }

    [Fact]
    public void Run_NoFactory_SaysWhatToDo()
    {
        ConfigurationException failure = Assert.Throws<ConfigurationException>(() => Train(factory: null));

        AssertSaysWhatToDo(failure);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Load_NoFactory_SaysWhatToDo()
    {
        Train(Factory(window: null), updates: 1);

        AssertSaysWhatToDo(Assert.Throws<ConfigurationException>(() => Load(factory: null)));
    }

    [Fact]
    public void Load_FactoryOfAnotherClass_NamesTheMissingWeight()
    {
        Train(Factory(window: null), updates: 1);

        Exception failure = Assert.ThrowsAny<Exception>(
            () => Load((scope, querySize, valueSize) => new GeneralAttention(scope.Inner("other"), querySize, valueSize)));
        Assert.Contains("attention.other.weight", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSaysWhatToDo(ConfigurationException failure)
    {
        Assert.Contains("model.attention.score is custom", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Give its factory", failure.Message, StringComparison.Ordinal);
        Assert.Contains("built-in score", failure.Message, StringComparison.Ordinal);
    }

    private static AttentionFactory Factory(AttentionWindow? window) => (scope, querySize, valueSize) =>
        new SharpenedAttention(scope.Inner("sharpened"), querySize, valueSize) { Window = window ?? AttentionWindow.Global };

    private void Train(AttentionFactory? factory, string folder = "model", int updates = 20) =>
        new Trainer(
            new TrainingRequest { Options = Recipe(updates), Training = new MemoryCorpus(Pairs), Folder = PathOf(folder), CustomAttention = factory })
            .Run(Cancellation);

    private Translator Load(AttentionFactory? factory, string folder = "model") => Translator.Load(PathOf(folder), factory);

    private string PathOf(string folder) => _folder[folder];

    internal static TranslatorOptions Recipe(int updates)
    {
        OptionsDocument options = new(Preset.Find("luong-general").Options);
        foreach (string setting in new[]
        {
            "data.validationShare=0",
            "data.batching.batchSize=20",
            "model.attention.score=custom",
            "model.embedSize=8",
            "model.encoderHiddenSize=12",
            "model.encoderLayers=1",
            "model.decoderHiddenSize=12",
            "model.decoderLayers=1",
            "model.layerDropout=0",
            "training.optimizer.learningRate=" + (updates == 0 ? "1e-30" : "0.02"),
            "training.maximumUpdates=" + Math.Max(1, updates).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "training.threads=1",
        })
        {
            options.Set(setting);
        }

        return options.Build();
    }

    private static SentencePair Copying(int number)
    {
        string words = $"{(char)('a' + (number % 4))} {(char)('a' + (number % 3))} {(char)('a' + (number % 5))}";
        return new SentencePair(words, words);
    }

    /// <summary>e_j = 2 qᵀ W k_j.</summary>
    private sealed class SharpenedAttention : AttentionMechanism
    {
        private readonly Weight _weight;

        internal SharpenedAttention(ParameterScope scope, int querySize, int valueSize)
        {
            _weight = scope.Matrix("weight", querySize, valueSize).Whole();
        }

        protected override Variable PrepareKeys(Tape tape, Variable keys) =>
            LinearOperation.Apply(tape, keys, _weight, bias: null);

        protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout) =>
            DotScores.Apply(tape, query, memory.Keys, scale: 2f, layout);
    }

    /// <summary>Gives the query itself, which has not one number for each key.</summary>
    private sealed class Misshapen : AttentionMechanism
    {
        protected override Variable PrepareKeys(Tape tape, Variable keys) => keys;

        protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout) => query;
    }
}
