using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Layers;
using Dragoman.Messages;
using Dragoman.Models;
using Dragoman.Optimization;
using Dragoman.Options;
using Dragoman.Text;

namespace Dragoman.Configuration;

/// <summary>Named recipes: a complete set of options to start from.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Options">The options.</param>
public sealed record Preset(string Name, string Description, TranslatorOptions Options)
{
    /// <summary>Sentences and linearised trees, which are some two and a half times as long; brackets and tags are kept as they are.</summary>
    private static readonly DataOptions Trees = new()
    {
        Source = TextOptions.D2l with { SpaceBeforePunctuation = false },
        Target = TextOptions.D2l with { Lowercase = false, SpaceBeforePunctuation = false },
        Encoding = new EncodingOptions(70, 170),
    };

    /// <summary>Training for what is right or wrong as a whole.</summary>
    private static readonly TrainingOptions Exact = new(LabelSmoothing: 0f, BestBy: ValidationMeasure.Accuracy) { Optimizer = new OptimizerOptions(LearningRate: 0.002f) };

    private static readonly TextOptions RawCharacters = new(Tokenizer: TokenizerKind.Character);

    private static readonly TextOptions RawPieces = new(Tokenizer: TokenizerKind.BytePair, PartPunctuation: true);

    private static readonly DataOptions Characters = new()
    {
        Source = RawCharacters,
        Target = RawCharacters,
        Vocabulary = new VocabularyOptions(MinimumFrequency: 1),
        Encoding = new EncodingOptions(100, 100),
    };

    private static readonly ModelOptions SmallDefault = new(EmbedSize: 64, EncoderHiddenSize: 128, DecoderHiddenSize: 256, EmbedDropout: 0.1f, ReadoutDropout: 0.1f)
    {
        Attention = new(Units: 128),
    };

    /// <summary>Training as the papers have it, without smoothing.</summary>
    private static readonly TrainingOptions Recipe = new(LabelSmoothing: 0f);

    private static readonly ModelOptions D2lGru = new(
        Cell: CellKind.Gru,
        EncoderHiddenSize: 256,
        EncoderLayers: 2,
        Direction: EncoderDirection.Forward,
        DecoderHiddenSize: 256,
        DecoderLayers: 2,
        Readout: ReadoutKind.State,
        EmbedDropout: 0f,
        LayerDropout: 0.2f,
        ReadoutDropout: 0f)
    {
        Attention = new(AttentionScore.Additive, Placement: AttentionPlacement.BeforeCell, Dropout: 0.2f),
    };

    private static readonly TranslatorOptions D2l = new() { Model = D2lGru, Training = Recipe };

    private static readonly ModelOptions Conditional = new(Bridge: BridgeKind.Linear, Summary: SourceSummary.Mean)
    {
        Attention = new(Placement: AttentionPlacement.BetweenCells),
    };

    /// <summary>The conditional model, larger, and with more dropout.</summary>
    private static readonly ModelOptions LargeConditional = Conditional with
    {
        EmbedSize = 128,
        EncoderHiddenSize = 256,
        EncoderLayers = 2,
        DecoderHiddenSize = 512,
        EmbedDropout = 0.3f,
        LayerDropout = 0.3f,
        ReadoutDropout = 0.3f,
    };

    /// <summary>Four layers of 1000 units in the paper; here sizes that a processor trains in minutes.</summary>
    private static readonly ModelOptions LuongLstm = new(
        Cell: CellKind.Lstm,
        EncoderHiddenSize: 256,
        EncoderLayers: 2,
        Direction: EncoderDirection.Backward,
        DecoderHiddenSize: 256,
        DecoderLayers: 2,
        Readout: ReadoutKind.Attentional,
        Initialization: WeightInitialization.Uniform,
        EmbedDropout: 0f,
        LayerDropout: 0.2f,
        ReadoutDropout: 0f)
    {
        Attention = new(AttentionScore.General, Placement: AttentionPlacement.AfterCell, InputFeeding: true),
    };

    /// <summary>Adam at 0.004, without which layers of LSTM with attention after them hardly begin to learn (docs/adr/0023).</summary>
    private static readonly TrainingOptions QuickRecipe = Recipe with { Optimizer = new OptimizerOptions(LearningRate: 0.004f) };

    private static readonly TranslatorOptions Luong = new() { Model = LuongLstm, Training = QuickRecipe };

    private static readonly ModelOptions Rnnsearch = new(
        Cell: CellKind.GruResetBefore,
        EmbedSize: 256,
        EncoderHiddenSize: 256,
        Direction: EncoderDirection.Both,
        DecoderHiddenSize: 256,
        Readout: ReadoutKind.Maxout,
        MaxoutUnits: 128,
        Summary: SourceSummary.BackwardFirst,
        Bridge: BridgeKind.Linear,
        Initialization: WeightInitialization.Orthogonal,
        EmbedDropout: 0f,
        ReadoutDropout: 0f)
    {
        Attention = new(AttentionScore.Additive, Placement: AttentionPlacement.BeforeCell),
    };

    private static readonly ModelOptions Grammar = new(
        Cell: CellKind.Lstm,
        EncoderHiddenSize: 256,
        EncoderLayers: 3,
        Direction: EncoderDirection.Backward,
        DecoderHiddenSize: 256,
        DecoderLayers: 3,
        Readout: ReadoutKind.Joined,
        EmbedDropout: 0f,
        LayerDropout: 0.2f,
        ReadoutDropout: 0f)
    {
        Attention = new(AttentionScore.Additive, Placement: AttentionPlacement.AfterCell, InputFeeding: true),
    };

    /// <summary>Raw sentences in pieces that both languages share.</summary>
    private static readonly DataOptions Pieces = new()
    {
        Source = RawPieces,
        Target = RawPieces,
        Vocabulary = new VocabularyOptions(Shared: true),
        Encoding = new EncodingOptions(100, 100),
    };

    /// <summary>A word to the names of its sounds, with blanks between.</summary>
    private static readonly DataOptions Spelling = Characters with { Target = new TextOptions(), Batching = new BatchingOptions(128) };

    /// <summary>What is right or wrong as a whole, for long enough and with a rate that falls to nothing; running means are kept.</summary>
    private static readonly TrainingOptions Settled = new(
        MaximumEpochs: 25, Schedule: LearningRateSchedule.Cosine, WarmupUpdates: 500, Patience: 0, BestBy: ValidationMeasure.Accuracy)
    {
        Optimizer = new OptimizerOptions(AverageDecay: 0.999f),
    };

    /// <summary>All presets, <c>default</c> first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new(
            "default",
            "bidirectional GRU encoder, GRU decoder, additive attention with the current state: the recipe to start from",
            new TranslatorOptions()),
        new(
            "seq2seq-init",
            "no attention: the encoder's final state is the decoder's first (Sutskever et al. 2014)",
            D2l with { Model = Without(D2lGru, ContextUse.InitialState) }),
        new(
            "seq2seq-context",
            "no attention: the encoder's final state is also part of every step's input (Cho et al. 2014)",
            D2l with { Model = Without(D2lGru, ContextUse.EveryStep) }),
        new(
            "d2l-bahdanau",
            "GRU with additive attention queried by the previous state (Dive into Deep Learning)",
            D2l),
        new(
            "d2l-lstm",
            "the same with LSTM units",
            D2l with { Model = D2lGru with { Cell = CellKind.Lstm } }),
        new(
            "rnnsearch",
            "Bahdanau et al. 2014 in a smaller size: its GRU in both directions, maxout output, orthogonal start, Adadelta",
            new TranslatorOptions
            {
                Model = Rnnsearch,
                Training = Recipe with { Optimizer = new OptimizerOptions(OptimizerKind.Adadelta, LearningRate: 1f, Epsilon: 1e-6f) },
            }),
        new(
            "conditional",
            "bidirectional GRU encoder, conditional GRU decoder: attention between two cells (Sennrich et al. 2017, Nematus)",
            new TranslatorOptions { Model = Conditional }),
        .. new[]
        {
            (AttentionScore.Dot, "luong-dot", "dot score"),
            (AttentionScore.General, "luong-general", "general score"),
            (AttentionScore.Concat, "luong-concat", "concat score"),
            (AttentionScore.Location, "luong-location", "location score"),
        }.Select(kind => new Preset(
            kind.Item2,
            $"LSTM, reversed source, global attention with the {kind.Item3}, input feeding (Luong et al. 2015)",
            Luong with { Model = LuongLstm with { Attention = LuongLstm.Attention with { Score = kind.Item1 } } })),
        new(
            "luong-local-m",
            "the same with the general score in a window that moves along with the target (local-m)",
            Luong with { Model = LuongLstm with { Attention = LuongLstm.Attention with { Window = WindowKind.Monotonic } } }),
        new(
            "luong-local-p",
            "the same with the general score in a window at a predicted position (local-p)",
            Luong with { Model = LuongLstm with { Attention = LuongLstm.Attention with { Window = WindowKind.Predicted } } }),
        new(
            "grammar",
            "three LSTM layers, reversed source, additive attention, state and context predict and are fed on (Vinyals et al. 2014)",
            new TranslatorOptions { Data = Trees, Model = Grammar, Training = QuickRecipe, Decoding = new SearchOptions(MaximumLength: 250) }),
        new(
            "parse",
            "linearised trees that are always well-formed: two bidirectional GRU layers, conditional GRU decoder, search kept to trees",
            new TranslatorOptions
            {
                Data = Trees with { Encoding = new EncodingOptions(100, 250), Batching = new BatchingOptions(32) },
                Model = LargeConditional,
                Training = new TrainingOptions(MaximumEpochs: 30),
                Decoding = new SearchOptions(MaximumLengthRatio: 6f, Constraint: TargetConstraint.Trees),
            }),
        new(
            "translate",
            "raw sentences of two languages: words cut into pieces that both share, conditional GRU, one table for embeddings and output",
            new TranslatorOptions
            {
                Data = Pieces,
                Model = LargeConditional with
                {
                    EmbedSize = 256,
                    EncoderLayers = 1,
                    LayerDropout = 0f,
                    Readout = ReadoutKind.MaxoutOfPrevious,
                    Tying = WeightTying.All,
                },
                Training = new TrainingOptions(MaximumEpochs: 30) { Optimizer = new OptimizerOptions(AverageDecay: 0.999f) },
            }),
        new(
            "g2p",
            "words, letter by letter, to the names of their sounds: two bidirectional GRU layers, conditional GRU decoder",
            new TranslatorOptions { Data = Spelling, Model = LargeConditional with { EmbedDropout = 0.2f }, Training = Settled }),
        new(
            "characters",
            "for short texts written character by character: dates and numbers, transliteration, spelling; the model of default, smaller",
            new TranslatorOptions { Data = Characters, Model = SmallDefault, Training = Exact }),
    ];

    private static ModelOptions Without(ModelOptions model, ContextUse context) =>
        model with { Attention = model.Attention with { Score = AttentionScore.None }, Context = context };

    /// <summary>Finds a preset.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ConfigurationException">There is none of that name; the message lists them.</exception>
    public static Preset Find(string name) =>
        All.FirstOrDefault(preset => preset.Name == name) ??
        throw new ConfigurationException(
            $"There is no preset \"{Excerpt.Of(name)}\"; choose one of: {string.Join(", ", All.Select(preset => preset.Name))}." +
            Suggestion.For(name, All.Select(preset => preset.Name)));
}
