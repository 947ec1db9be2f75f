using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Gated recurrent unit with the reset gate after the recurrent product; gates: reset, update, candidate.</summary>
internal sealed class GruCell : RecurrentCell
{
    internal GruCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 3, inputSizes)
    {
        Recurrent = HiddenToHidden.Whole();
    }

    /// <summary>All of weight_hh: [3 × hidden, hidden].</summary>
    public Weight Recurrent { get; }

    /// <inheritdoc/>
    public override void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask)
    {
        Variable hiddenGates = maps.Apply(tape, Recurrent, HiddenBias, mask.Apply(tape, previous.Hidden)); // [rows, 3 × hidden]
        GruStep.Apply(tape, gates, hiddenGates, previous.Hidden, next.Hidden);
    }
}
