using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Models;

/// <summary>Makes the decoder's first state of what the encoder gives.</summary>
/// <remarks>An LSTM's first memory is made in the same way of the encoder's last memory, whatever the summary of the states is.</remarks>
internal sealed class Bridge
{
    private readonly ModelOptions _options;

    /// <summary>Makes a bridge.</summary>
    /// <param name="options">Shape of the model.</param>
    /// <param name="scope">Where its parameters, if any, are named.</param>
    public Bridge(ModelOptions options, ParameterScope scope)
    {
        _options = options;
        bool linear = options.Bridge == BridgeKind.Linear;
        Hidden = linear ? Maps(scope.Inner("hidden")) : [];
        Memory = linear && options.Cell == CellKind.Lstm ? Maps(scope.Inner("memory")) : [];
    }

    /// <summary>The maps of a linear bridge, one for each decoder layer: [hidden, summary] and [1, hidden].</summary>
    internal (Weight Weight, Parameter Bias)[] Hidden { get; }

    /// <summary>The same for the memories of an LSTM.</summary>
    internal (Weight Weight, Parameter Bias)[] Memory { get; }

    /// <summary>Makes the first state.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    /// <returns>[batch, hidden] per decoder layer.</returns>
    public StackState InitialState(Tape tape, in EncoderOutput encoded)
    {
        if (_options.Bridge == BridgeKind.Pass)
        {
            return encoded.Final;
        }

        StackState initial = default;
        if (_options.Bridge == BridgeKind.Zero)
        {
            Variable zero = tape.Zeros(encoded.Sentences.Count, _options.DecoderHiddenSize);
            for (int layer = 0; layer < _options.DecoderLayers; layer++)
            {
                initial[layer] = new CellState(zero, _options.Cell == CellKind.Lstm ? zero : null);
            }

            return initial;
        }

        Variable summary = SummaryOfSource.Of(tape, encoded, _options);
        Variable? lastMemory = encoded.Final[encoded.TopLayer].Memory is { } memory ? SummaryOfSource.LastOf(tape, memory, _options) : null;
        for (int layer = 0; layer < _options.DecoderLayers; layer++)
        {
            initial[layer] = _options.Bridge == BridgeKind.Copy
                ? new CellState(summary, lastMemory)
                : new CellState(Map(tape, summary, Hidden[layer]), lastMemory is null ? null : Map(tape, lastMemory, Memory[layer]));
        }

        return initial;
    }

    private static Variable Map(Tape tape, Variable x, (Weight Weight, Parameter Bias) map) =>
        TanhOperation.Apply(tape, LinearOperation.Apply(tape, x, map.Weight, map.Bias));

    private (Weight Weight, Parameter Bias)[] Maps(ParameterScope scope)
    {
        var maps = new (Weight Weight, Parameter Bias)[_options.DecoderLayers];
        for (int layer = 0; layer < maps.Length; layer++)
        {
            maps[layer].Weight = scope.Matrix($"weight_l{layer}", _options.DecoderHiddenSize, _options.SummarySize).Whole();
            maps[layer].Bias = scope.Vector($"bias_l{layer}", _options.DecoderHiddenSize);
        }

        return maps;
    }
}

/// <summary>How the decoder's first state is made of what the encoder gives.</summary>
public enum BridgeKind
{
    /// <summary>Each layer's last state is passed on; both sides must have the same shape.</summary>
    Pass,

    /// <summary>Every decoder layer starts from the summary of the source itself.</summary>
    Copy,

    /// <summary>tanh(W h + b) of the summary of the source, one map per decoder layer.</summary>
    Linear,

    /// <summary>The decoder starts from zero.</summary>
    Zero,
}
