using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>One step of a gated recurrent unit with the reset gate applied before the recurrent product.</summary>
/// <remarks>
/// Cho et al. 2014 (arXiv:1406.1078); Bahdanau et al. 2014 (arXiv:1409.0473), A.1.1: n = tanh(i_n + U (r ⊙ h)), h' = (1 − z) ⊙ h + z ⊙ n.
/// The product with U falls between <see cref="Reset"/> and <see cref="Apply"/>.
/// </remarks>
public sealed class ResetBeforeGruStep : Operation
{
    private Variable _inputGates = null!;
    private Variable _candidate = null!;
    private Variable _previous = null!;
    private Variable _state = null!;
    private Tensor _gates;

    /// <summary>First half: the gates r and z, and r ⊙ h.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="inputGates">[rows, 3 × hidden] x·W_ihᵀ + b_ih; gates: reset, update, candidate.</param>
    /// <param name="hiddenGates">[rows, 2 × hidden] h·W_hhᵀ for reset and update.</param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <param name="gates">[rows, 3 × hidden] Where the gates are kept for the second half and the backward pass.</param>
    /// <returns>[rows, hidden] r ⊙ h.</returns>
    public static Variable Reset(Tape tape, Variable inputGates, Variable hiddenGates, Variable previous, Tensor gates)
    {
        Variable resetState = tape.NewVariable(previous.Rows, previous.Columns);
        GruResetBeforeCell.ForwardGates(inputGates.Value, hiddenGates.Value, previous.Value, gates, resetState.Value);
        ResetHalf operation = tape.Record<ResetHalf>();
        (operation.InputGates, operation.HiddenGates, operation.Previous) = (inputGates, hiddenGates, previous);
        (operation.ResetState, operation.Gates) = (resetState, gates);
        return resetState;
    }

    /// <summary>Second half: the candidate and the new state.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="inputGates">[rows, 3 × hidden] As given to <see cref="Reset"/>.</param>
    /// <param name="candidate">[rows, hidden] U (r ⊙ h).</param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <param name="gates">[rows, 3 × hidden] As given to <see cref="Reset"/>.</param>
    /// <param name="state">[rows, hidden] Overwritten with the state after the step.</param>
    public static void Apply(Tape tape, Variable inputGates, Variable candidate, Variable previous, Tensor gates, Variable state)
    {
        GruResetBeforeCell.ForwardState(inputGates.Value, candidate.Value, previous.Value, gates, state.Value);
        ResetBeforeGruStep operation = tape.Record<ResetBeforeGruStep>();
        (operation._inputGates, operation._candidate, operation._previous) = (inputGates, candidate, previous);
        (operation._state, operation._gates) = (state, gates);
    }

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        if (!_state.HasGradient)
        {
            return;
        }

        int hidden = _state.Columns;
        Tensor dState = _state.Gradient;
        Tensor dInputGates = GruStep.GateGradient(_inputGates);
        Tensor dCandidate = GruStep.GateGradient(_candidate);
        if (_previous.RequiresGradient)
        {
            GruResetBeforeCell.BackwardState(_gates, _previous.Value, dState, dInputGates, _previous.AccumulationTarget());
        }
        else
        {
            Arena.Position mark = tape.Arena.Mark();
            Tensor unused = tape.Arena.TakeZeros(_previous.Rows, hidden);
            GruResetBeforeCell.BackwardState(_gates, _previous.Value, dState, dInputGates, unused);
            tape.Arena.Release(mark);
        }

        dInputGates.ColumnRange(2 * hidden, hidden).CopyTo(dCandidate);
    }

    private sealed class ResetHalf : Operation
    {
        internal Variable InputGates { get; set; } = null!;

        internal Variable HiddenGates { get; set; } = null!;

        internal Variable Previous { get; set; } = null!;

        internal Variable ResetState { get; set; } = null!;

        internal Tensor Gates { get; set; }

        public override void Backward(Tape tape)
        {
            if (!ResetState.HasGradient)
            {
                return;
            }

            int hidden = Previous.Columns;
            Tensor dResetState = ResetState.Gradient;
            Tensor dInputGates = InputGates.Gradient; // Its update and candidate columns come from the second half.
            Tensor dHiddenGates = GruStep.GateGradient(HiddenGates);
            if (Previous.RequiresGradient)
            {
                GruResetBeforeCell.BackwardGates(Gates, Previous.Value, dResetState, dInputGates, Previous.AccumulationTarget());
            }
            else
            {
                Arena.Position mark = tape.Arena.Mark();
                Tensor unused = tape.Arena.TakeZeros(Previous.Rows, hidden);
                GruResetBeforeCell.BackwardGates(Gates, Previous.Value, dResetState, dInputGates, unused);
                tape.Arena.Release(mark);
            }

            dInputGates.ColumnRange(0, 2 * hidden).CopyTo(dHiddenGates);
        }
    }
}
