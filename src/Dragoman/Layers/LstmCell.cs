using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Long short-term memory; gates: input, forget, cell, output.</summary>
internal sealed class LstmCell : RecurrentCell
{
    private readonly Weight _recurrent;

    internal LstmCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 4, inputSizes, inputBias: ParameterRole.ForgetBias)
    {
        _recurrent = HiddenToHidden.Whole();
    }

    /// <inheritdoc/>
    public override bool HasMemory => true;

    /// <inheritdoc/>
    public override void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask)
    {
        maps.AddTo(tape, _recurrent, HiddenBias, mask.Apply(tape, previous.Hidden), gates);
        LstmStep.Apply(tape, gates, previous.Memory!, next.Hidden, next.Memory!);
    }
}
