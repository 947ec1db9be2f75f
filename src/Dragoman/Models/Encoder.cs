using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>Embeds the source and runs a stack of recurrent layers over it, in one or both directions.</summary>
public sealed class Encoder
{
    private readonly ModelOptions _options;
    private readonly Embedding _embedding;
    private readonly RecurrentLayer[] _forward;
    private readonly RecurrentLayer[] _backward;

    /// <summary>Makes an encoder.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where its parameters are named.</param>
    /// <param name="vocabularySize">Number of source tokens.</param>
    public Encoder(ModelOptions options, ParameterScope scope, int vocabularySize)
    {
        _options = options;
        _embedding = new Embedding(scope.Inner("embedding"), vocabularySize, options.EmbedSize);
        _forward = new RecurrentLayer[options.EncoderLayers];
        _backward = new RecurrentLayer[options.Bidirectional ? options.EncoderLayers : 0];
        ParameterScope rnn = scope.Inner("rnn");
        int inputSize = options.EmbedSize;
        for (int layer = 0; layer < options.EncoderLayers; layer++)
        {
            _forward[layer] = new RecurrentLayer(options.Cell, rnn, layer, backward: false, inputSize, options.EncoderHiddenSize);
            if (options.Bidirectional)
            {
                _backward[layer] = new RecurrentLayer(options.Cell, rnn, layer, backward: true, inputSize, options.EncoderHiddenSize);
            }

            inputSize = options.EncoderOutputSize;
        }
    }

    /// <summary>Encodes a batch.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="source">The source sentences.</param>
    public EncoderOutput Forward(Tape tape, SourceBatch source)
    {
        Variable x = _embedding.Forward(tape, source.Tokens, _options.EmbedDropout); // [Σ source_time, embed]
        CellState zero = Zero(tape, source.Count);
        StackState final = default;
        for (int layer = 0; layer < _forward.Length; layer++)
        {
            if (layer > 0)
            {
                x = DropoutOperation.Apply(tape, x, _options.LayerDropout);
            }

            CellState states = _forward[layer].Forward(tape, x, source.Steps, zero);
            final[layer] = Pick(tape, states, source.LastRows);
            if (_options.Bidirectional)
            {
                CellState backward = _backward[layer].Forward(tape, x, source.Steps, zero);
                final[layer] = SideBySide(tape, final[layer], Pick(tape, backward, source.FirstRows));
                states = new CellState(JoinColumns.Apply(tape, states.Hidden, backward.Hidden), null);
            }

            x = states.Hidden; // [Σ source_time, encoder output]
        }

        Variable inSentenceOrder = GatherRows.Apply(tape, x, source.SentenceOrder);
        return new EncoderOutput(inSentenceOrder, source.Sentences, final, _forward.Length - 1);
    }

    private CellState Zero(Tape tape, int batch)
    {
        Variable zero = tape.Zeros(batch, _options.EncoderHiddenSize);
        return new CellState(zero, _forward[0].Cell.HasMemory ? zero : null);
    }

    private static CellState Pick(Tape tape, CellState states, ReadOnlyMemory<int> rows) => new(
        GatherRows.Apply(tape, states.Hidden, rows),
        states.Memory is null ? null : GatherRows.Apply(tape, states.Memory, rows));

    private static CellState SideBySide(Tape tape, CellState a, CellState b) => new(
        JoinColumns.Apply(tape, a.Hidden, b.Hidden),
        a.Memory is null ? null : JoinColumns.Apply(tape, a.Memory, b.Memory!));
}
