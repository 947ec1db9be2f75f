using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Models;

/// <summary>Embeds the source and runs a stack of recurrent layers over it, from one end or from both.</summary>
public sealed class Encoder
{
    private readonly ModelOptions _options;

    /// <summary>Makes an encoder.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where its parameters are named.</param>
    /// <param name="embedding">The vectors of the source tokens.</param>
    internal Encoder(ModelOptions options, ParameterScope scope, Embedding embedding)
    {
        (_options, Embedding) = (options, embedding);
        Layers = new RecurrentLayer[options.EncoderLayers];
        Opposite = new RecurrentLayer[options.Direction == EncoderDirection.Both ? options.EncoderLayers : 0];
        ParameterScope rnn = scope.Inner("rnn");
        int inputSize = options.EmbedSize;
        for (int layer = 0; layer < options.EncoderLayers; layer++)
        {
            Layers[layer] = NewLayer(rnn, layer, IsBackward, inputSize);
            if (Opposite.Length > 0)
            {
                Opposite[layer] = NewLayer(rnn, layer, backward: true, inputSize);
            }

            inputSize = options.EncoderOutputSize;
        }

        Joints = new StackJoints(options, scope, options.EncoderLayers, options.EncoderOutputSize);
    }

    /// <summary>The vectors of the source tokens.</summary>
    internal Embedding Embedding { get; }

    /// <summary>The layers, the lowest first.</summary>
    internal RecurrentLayer[] Layers { get; }

    /// <summary>Those that read from the other end, layer by layer; none unless the encoder reads from both.</summary>
    internal RecurrentLayer[] Opposite { get; }

    /// <summary>What joins the layers.</summary>
    internal StackJoints Joints { get; }

    private bool IsBackward => _options.Direction == EncoderDirection.Backward;

    /// <summary>Encodes a batch.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="source">The source sentences.</param>
    public EncoderOutput Forward(Tape tape, SourceBatch source)
    {
        StepLayout? shared = _options.SharesMasks ? source.Steps : null;
        Variable x = Embedding.Forward(tape, source.Tokens, _options.EmbedDropout, _options.WordDropout, shared); // [Σ source_time, embed]
        CellState zero = Zero(tape, source.Count);
        StackState final = default;
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            Variable read = x;
            if (layer > 0)
            {
                tape.BeginStage();
                x = Joints.Input(tape, layer, x);
                read = DropoutOperation.Apply(tape, x, _options.LayerDropout, shared);
            }

            CellState states = Layers[layer].Forward(tape, read, source.Steps, zero, _options.RecurrentDropout);
            final[layer] = Pick(tape, states, IsBackward ? source.FirstRows : source.LastRows);
            if (Opposite.Length > 0)
            {
                CellState opposite = Opposite[layer].Forward(tape, read, source.Steps, zero, _options.RecurrentDropout);
                final[layer] = SideBySide(tape, final[layer], Pick(tape, opposite, source.FirstRows));
                states = new CellState(JoinColumns.Apply(tape, states.Hidden, opposite.Hidden), null);
            }

            x = Joints.Output(tape, layer, x, states.Hidden); // [Σ source_time, encoder output]
        }

        Variable inSentenceOrder = GatherRows.Apply(tape, x, source.SentenceOrder);
        return new EncoderOutput(inSentenceOrder, source.Sentences, final, Layers.Length - 1);
    }

    private RecurrentLayer NewLayer(ParameterScope scope, int layer, bool backward, int inputSize) =>
        new(_options.Cell, scope, layer, backward, inputSize, _options.EncoderHiddenSize);

    private CellState Zero(Tape tape, int batch)
    {
        Variable zero = tape.Zeros(batch, _options.EncoderHiddenSize);
        return new CellState(zero, Layers[0].Cell.HasMemory ? zero : null);
    }

    private static CellState Pick(Tape tape, CellState states, ReadOnlyMemory<int> rows) => new(
        GatherRows.Apply(tape, states.Hidden, rows),
        states.Memory is null ? null : GatherRows.Apply(tape, states.Memory, rows));

    private static CellState SideBySide(Tape tape, CellState a, CellState b) => new(
        JoinColumns.Apply(tape, a.Hidden, b.Hidden),
        a.Memory is null ? null : JoinColumns.Apply(tape, a.Memory, b.Memory!));
}

/// <summary>What the encoder has made of a batch of source sentences.</summary>
/// <param name="States">[Σ source_time, encoder output] The top layer's output, sentence after sentence.</param>
/// <param name="Sentences">Which rows belong to each sentence.</param>
/// <param name="Final">[batch, encoder output] per layer: the state after the last token read, both directions side by side.</param>
/// <param name="TopLayer">Index of the top layer in <paramref name="Final"/>.</param>
public readonly record struct EncoderOutput(Variable States, RaggedLayout Sentences, StackState Final, int TopLayer);

/// <summary>From which end the encoder reads the source.</summary>
public enum EncoderDirection
{
    /// <summary>From its first token to its last.</summary>
    Forward,

    /// <summary>From its last token to its first, so that the first words are the freshest in memory (Sutskever et al. 2014).</summary>
    Backward,

    /// <summary>From both; the states of the two readings stand side by side (Schuster and Paliwal 1997).</summary>
    Both,
}
