using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Gated recurrent unit with the reset gate before the recurrent product; gates: reset, update, candidate.</summary>
/// <remarks>As published there is no bias in the recurrent products, so <c>bias_hh</c> is absent.</remarks>
internal sealed class GruResetBeforeCell : RecurrentCell
{
    internal GruResetBeforeCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 3, inputSizes, hasHiddenBias: false)
    {
        ResetAndUpdate = HiddenToHidden.Rows(0, 2 * hiddenSize);
        Candidate = HiddenToHidden.Rows(2 * hiddenSize, hiddenSize);
    }

    /// <summary>The rows of weight_hh for the gates: [2 × hidden, hidden].</summary>
    public Weight ResetAndUpdate { get; }

    /// <summary>The rows of weight_hh for the candidate: [hidden, hidden].</summary>
    public Weight Candidate { get; }

    /// <inheritdoc/>
    public override void Step(Tape tape, LoopMaps maps, Variable gates, CellState previous, CellState next, RepeatedMask mask)
    {
        Variable seen = mask.Apply(tape, previous.Hidden);
        maps.AddTo(tape, ResetAndUpdate, bias: null, seen, gates); // Columns of reset and update.
        Variable resetState = GruResetBeforeStep.Reset(tape, gates, seen); // [rows, hidden]
        maps.AddTo(tape, Candidate, bias: null, resetState, gates, firstColumn: 2 * HiddenSize);
        GruResetBeforeStep.Apply(tape, gates, previous.Hidden, next.Hidden);
    }
}
