using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>Makes the decoder's first state from the encoder's last.</summary>
public sealed class Bridge
{
    private readonly ModelOptions _options;
    private readonly (Weight Weight, Parameter Bias)[] _hidden;
    private readonly (Weight Weight, Parameter Bias)[] _memory;

    /// <summary>Makes a bridge.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where its parameters, if any, are named.</param>
    public Bridge(ModelOptions options, ParameterScope scope)
    {
        _options = options;
        bool linear = options.Bridge == BridgeKind.Linear;
        _hidden = linear ? Maps(scope.Inner("hidden")) : [];
        _memory = linear && options.Cell == CellKind.Lstm ? Maps(scope.Inner("memory")) : [];
    }

    /// <summary>Makes the first state.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    /// <returns>[batch, hidden] a decoder layer.</returns>
    public StackState InitialState(Tape tape, in EncoderOutput encoded)
    {
        if (_options.Bridge == BridgeKind.Pass)
        {
            return encoded.Final;
        }

        CellState top = encoded.Final[encoded.TopLayer];
        StackState initial = default;
        for (int layer = 0; layer < _options.DecoderLayers; layer++)
        {
            initial[layer] = _options.Bridge == BridgeKind.Zero ? Zero(tape, top) : Mapped(tape, top, layer);
        }

        return initial;
    }

    private CellState Zero(Tape tape, CellState top)
    {
        Variable zero = tape.Zeros(top.Hidden.Rows, _options.DecoderHiddenSize);
        return new CellState(zero, top.Memory is null ? null : zero);
    }

    private CellState Mapped(Tape tape, CellState top, int layer) => new(
        TanhOperation.Apply(tape, LinearOperation.Apply(tape, top.Hidden, _hidden[layer].Weight, _hidden[layer].Bias)),
        top.Memory is null
            ? null
            : TanhOperation.Apply(tape, LinearOperation.Apply(tape, top.Memory, _memory[layer].Weight, _memory[layer].Bias)));

    private (Weight Weight, Parameter Bias)[] Maps(ParameterScope scope)
    {
        var maps = new (Weight Weight, Parameter Bias)[_options.DecoderLayers];
        for (int layer = 0; layer < maps.Length; layer++)
        {
            maps[layer].Weight = scope.Matrix($"weight_l{layer}", _options.DecoderHiddenSize, _options.EncoderOutputSize).Whole();
            maps[layer].Bias = scope.Vector($"bias_l{layer}", _options.DecoderHiddenSize);
        }

        return maps;
    }
}
