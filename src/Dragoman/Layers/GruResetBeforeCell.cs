using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Gated recurrent unit with the reset gate before the recurrent product; gates: reset, update, candidate.</summary>
/// <remarks>As published there is no bias in the recurrent products, so <c>bias_hh</c> is absent.</remarks>
internal sealed class GruResetBeforeCell : RecurrentCell
{
    private readonly Weight _resetAndUpdate;
    private readonly Weight _candidate;

    internal GruResetBeforeCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 3, inputSizes, hasHiddenBias: false)
    {
        _resetAndUpdate = HiddenToHidden.Rows(0, 2 * hiddenSize);
        _candidate = HiddenToHidden.Rows(2 * hiddenSize, hiddenSize);
    }

    /// <inheritdoc/>
    public override void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask)
    {
        Variable seen = mask.Apply(tape, previous.Hidden);
        maps.AddTo(tape, _resetAndUpdate, bias: null, seen, gates); // Columns of reset and update.
        Variable resetState = GruResetBeforeStep.Reset(tape, gates, seen); // [rows, hidden]
        maps.AddTo(tape, _candidate, bias: null, resetState, gates, firstColumn: 2 * HiddenSize);
        GruResetBeforeStep.Apply(tape, gates, previous.Hidden, next.Hidden);
    }
}
