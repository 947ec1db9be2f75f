using Dragoman.Attention;
using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>What passes between the graphs: the encoder gives it, and the decoder's step reads it; every axis 0 is that of the sentences.</summary>
internal sealed class DecoderPorts
{
    private const string NextPrefix = "next_";

    /// <summary>Finds out what a model passes.</summary>
    /// <param name="model">The model.</param>
    internal DecoderPorts(Seq2SeqModel model)
    {
        (ModelOptions options, Decoder decoder) = (model.Options, model.Decoder);
        if (decoder.Attention is { } attention)
        {
            Annotations = Floats("annotations", Dimension.SourceTime, options.EncoderOutputSize);
            Keys = AttentionNodes.KeySize(attention) is { } size ? Floats("keys", Dimension.SourceTime, size) : null;
            Mask = new Port("mask", ElementType.Boolean, Dimension.Batch, Dimension.SourceTime);
            Position = attention.Window is MonotonicWindow ? Floats("position", 1) : null;
        }
        else if (options.Context == ContextUse.EveryStep)
        {
            Context = Floats("context", options.SummarySize);
        }

        Layers =
        [
            .. decoder.Cells.Select((cell, layer) => (
                Floats($"hidden_{layer}", cell.HiddenSize), cell.HasMemory ? Floats($"memory_{layer}", cell.HiddenSize) : null)),
        ];
        Feed = options.Attention.Feeds ? Floats("feed", decoder.ReadoutSize) : null;
        Coverage = options.Attention.Covers ? Floats("coverage", Dimension.SourceTime) : null;
        LogProbabilities = Floats("log_probabilities", model.TargetVocabularySize);
        Weights = decoder.Attention is null ? null : Floats("attention", Dimension.SourceTime);
    }

    /// <summary>Source token ids, filled up with any id: [batch, source_time].</summary>
    internal static Port Tokens { get; } = new("tokens", ElementType.Int64, Dimension.Batch, Dimension.SourceTime);

    /// <summary>Number of source tokens, at least 1: [batch].</summary>
    internal static Port Lengths { get; } = new("lengths", ElementType.Int64, Dimension.Batch);

    /// <summary>The target token ids that a step reads: [batch].</summary>
    internal static Port Token { get; } = new("token", ElementType.Int64, Dimension.Batch);

    /// <summary>The log probability of every token to come next: [batch, vocab].</summary>
    internal Port LogProbabilities { get; }

    /// <summary>The attention weights: [batch, source_time]; null without attention.</summary>
    internal Port? Weights { get; }

    /// <summary>See <see cref="MemoryValues"/>.</summary>
    internal Port? Annotations { get; }

    /// <inheritdoc cref="Annotations"/>
    internal Port? Keys { get; }

    /// <inheritdoc cref="Annotations"/>
    internal Port? Mask { get; }

    /// <inheritdoc cref="Annotations"/>
    internal Port? Context { get; }

    /// <summary>See <see cref="StateValues"/>.</summary>
    internal (Port Hidden, Port? Memory)[] Layers { get; }

    /// <inheritdoc cref="Layers"/>
    internal Port? Feed { get; }

    /// <inheritdoc cref="Layers"/>
    internal Port? Coverage { get; }

    /// <inheritdoc cref="Layers"/>
    internal Port? Position { get; }

    /// <summary>What every step reads.</summary>
    internal IEnumerable<Port> Memory => new[] { Annotations, Keys, Mask, Context }.OfType<Port>();

    /// <summary>What a step hands to the next one.</summary>
    internal IEnumerable<Port> State => Layers.SelectMany(layer => new[] { layer.Hidden, layer.Memory }).Concat([Feed, Coverage, Position]).OfType<Port>();

    /// <summary>The output of a step that the next step reads.</summary>
    /// <param name="state">The input.</param>
    internal static Port Next(Port state) => state with { Name = NextPrefix + state.Name };

    private static Port Floats(string name, params Dimension[] axes) => new(name, ElementType.Float, [Dimension.Batch, .. axes]);
}
