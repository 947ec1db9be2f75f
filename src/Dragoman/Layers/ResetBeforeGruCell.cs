using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Layers;

/// <summary>Gated recurrent unit with the reset gate before the recurrent product; gates: reset, update, candidate.</summary>
/// <remarks>As published there is no bias in the recurrent products, so <c>bias_hh</c> is absent.</remarks>
public sealed class ResetBeforeGruCell : RecurrentCell
{
    private readonly Weight _resetAndUpdate;
    private readonly Weight _candidate;

    internal ResetBeforeGruCell(ParameterScope scope, string suffix, int hiddenSize, ReadOnlySpan<int> inputSizes)
        : base(scope, suffix, hiddenSize, gateCount: 3, inputSizes, hasHiddenBias: false)
    {
        _resetAndUpdate = HiddenToHidden.Rows(0, 2 * hiddenSize);
        _candidate = HiddenToHidden.Rows(2 * hiddenSize, hiddenSize);
    }

    /// <inheritdoc/>
    public override CellLoop Open(Tape tape, int totalRows)
    {
        CellLoop loop = tape.Rent<CellLoop>();
        loop.Recurrent = UnrolledLinear.Open(tape, _resetAndUpdate, bias: null, totalRows);
        loop.Candidate = UnrolledLinear.Open(tape, _candidate, bias: null, totalRows);
        return loop;
    }

    /// <inheritdoc/>
    public override void Step(Tape tape, CellLoop loop, Variable inputGates, CellState previous, CellState next)
    {
        Tensor gates = tape.Arena.Take(inputGates.Rows, inputGates.Columns); // [rows, 3 × hidden]
        Variable hiddenGates = loop.Recurrent.Apply(tape, previous.Hidden); // [rows, 2 × hidden]
        Variable resetState = ResetBeforeGruStep.Reset(tape, inputGates, hiddenGates, previous.Hidden, gates);
        Variable candidate = loop.Candidate!.Apply(tape, resetState); // [rows, hidden]
        ResetBeforeGruStep.Apply(tape, inputGates, candidate, previous.Hidden, gates, next.Hidden);
    }
}
