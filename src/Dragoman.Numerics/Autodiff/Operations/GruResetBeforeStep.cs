using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>One step of a gated recurrent unit with the reset gate applied before the recurrent product.</summary>
/// <remarks>
/// Bahdanau et al. 2014 (arXiv:1409.0473), A.1.1: n = tanh(i_n + U (r ⊙ h)), h' = (1 − z) ⊙ h + z ⊙ n.
/// The product with U falls between <see cref="Reset"/> and <see cref="Apply"/>, and is added to the gates.
/// </remarks>
internal sealed class GruResetBeforeStep : Operation
{
    private Variable _gates = null!;
    private Variable _previous = null!;
    private Variable _state = null!;

    /// <summary>First half: the gates r and z, and r ⊙ h.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="gates">
    /// [rows, 3 × hidden] The gate sums x·W_ihᵀ + b_ih + h·Uᵀ, the candidate's still without r ⊙ h; gates: reset, update, candidate. Overwritten,
    /// as is its memory by its gradient.
    /// </param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <returns>[rows, hidden] r ⊙ h.</returns>
    public static Variable Reset(Tape tape, Variable gates, Variable previous)
    {
        Variable resetState = tape.NewVariable(previous.Rows, previous.Columns);
        GruResetBeforeGates.ForwardGates(gates.Value, previous.Value, resetState.Value);
        if (tape.IsRecording)
        {
            gates.PlaceGradientOverValue();
            ResetHalf operation = tape.Record<ResetHalf>();
            (operation.Gates, operation.Previous, operation.ResetState) = (gates, previous, resetState);
        }

        return resetState;
    }

    /// <summary>Second half: the candidate and the new state.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="gates">[rows, 3 × hidden] What <see cref="Reset"/> has left, with U (r ⊙ h) added to the candidate's columns.</param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <param name="state">[rows, hidden] Overwritten with the state after the step.</param>
    public static void Apply(Tape tape, Variable gates, Variable previous, Variable state)
    {
        GruResetBeforeGates.ForwardState(gates.Value, previous.Value, state.Value);
        GruResetBeforeStep operation = tape.Record<GruResetBeforeStep>();
        (operation._gates, operation._previous, operation._state) = (gates, previous, state);
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _state.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dState = _state.Gradient;
        Matrix dGates = GruStep.GateGradient(_gates);
        GruResetBeforeGates.BackwardState(_gates.Value, _previous.Value, dState, dGates, GruStep.GradientSum(_previous));
    }

    private sealed class ResetHalf : Operation
    {
        internal Variable Gates { get; set; } = null!;

        internal Variable Previous { get; set; } = null!;

        internal Variable ResetState { get; set; } = null!;

        public override bool NeedsBackward => Gates.HasGradient;

        public override void Backward(Tape tape)
        {
            Matrix dGates = Gates.Gradient; // Its update and candidate columns come from the second half.
            Matrix dResetState = ResetState.Gradient;
            GruResetBeforeGates.BackwardGates(Gates.Value, Previous.Value, dResetState, dGates, GruStep.GradientSum(Previous));
        }
    }
}
