using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Configuration;

/// <summary>Named recipes: a complete set of options to start from.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Options">The options.</param>
public sealed record Preset(string Name, string Description, ExperimentOptions Options)
{
    private static readonly DataOptions Words = new(
        TextOptions.D2l, TextOptions.D2l, new VocabularyOptions(MinimumFrequency: 2), new EncodingOptions(50, 50), new BatchingOptions(64));

    private static readonly TrainingOptions Recipe = new(new OptimizerOptions());

    private static readonly ModelOptions D2lGru = new(
        Cell: CellKind.Gru,
        EncoderHiddenSize: 256,
        EncoderLayers: 2,
        Direction: EncoderDirection.Forward,
        DecoderHiddenSize: 256,
        DecoderLayers: 2,
        Attention: AttentionScore.Additive,
        Placement: AttentionPlacement.BeforeCell,
        Readout: ReadoutKind.State,
        InputFeeding: false,
        LayerDropout: 0.2f,
        AttentionDropout: 0.2f);

    private static readonly ExperimentOptions D2l = new(
        Words, D2lGru, Recipe, new SearchOptions());

    /// <summary>All presets, <c>default</c> first.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        new(
            "default",
            "bidirectional GRU encoder, GRU decoder, additive attention with input feeding: the best all-round recipe",
            new ExperimentOptions(
                Words,
                new ModelOptions(Cell: CellKind.Gru, Attention: AttentionScore.Additive, EmbedDropout: 0.2f, ReadoutDropout: 0.2f),
                Recipe with { LabelSmoothing = 0.1f },
                new SearchOptions())),
        new(
            "seq2seq-init",
            "no attention: the encoder's final state is the decoder's first (Sutskever et al. 2014)",
            D2l with { Model = D2lGru with { Attention = AttentionScore.None, Context = ContextUse.InitialState } }),
        new(
            "seq2seq-context",
            "no attention: the encoder's final state is also part of every step's input (Cho et al. 2014)",
            D2l with { Model = D2lGru with { Attention = AttentionScore.None, Context = ContextUse.EveryStep } }),
        new(
            "d2l-bahdanau",
            "GRU with additive attention queried by the previous state (Dive into Deep Learning)",
            D2l),
        new(
            "d2l-lstm",
            "the same with LSTM units",
            D2l with { Model = D2lGru with { Cell = CellKind.Lstm } }),
    ];

    /// <summary>Finds a preset.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ConfigurationException">There is none of that name; the message lists them.</exception>
    public static Preset Find(string name) =>
        All.FirstOrDefault(preset => preset.Name == name) ??
        throw new ConfigurationException(
            $"There is no preset \"{name}\"; choose one of: {string.Join(", ", All.Select(preset => preset.Name))}." +
            Suggestion.For(name, All.Select(preset => preset.Name)));
}
