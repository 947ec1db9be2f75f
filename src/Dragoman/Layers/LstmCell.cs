using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Long short-term memory; gates: input, forget, cell, output.</summary>
internal sealed class LstmCell : RecurrentCell
{
    internal LstmCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 4, inputSizes, inputBias: ParameterRole.ForgetBias)
    {
        Recurrent = HiddenToHidden.Whole();
    }

    /// <summary>All of weight_hh: [4 × hidden, hidden].</summary>
    public Weight Recurrent { get; }

    /// <inheritdoc/>
    public override bool HasMemory => true;

    /// <inheritdoc/>
    public override void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask)
    {
        maps.AddTo(tape, Recurrent, HiddenBias, mask.Apply(tape, previous.Hidden), gates);
        LstmStep.Apply(tape, gates, previous.Memory!, next.Hidden, next.Memory!);
    }
}
