using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>One step of a gated recurrent unit with the reset gate applied after the recurrent product.</summary>
/// <remarks>
/// r = σ(i_r + h_r), z = σ(i_z + h_z), n = tanh(i_n + r ⊙ h_n), h' = (1 − z) ⊙ n + z ⊙ h (Cho et al. 2014, arXiv:1406.1078,
/// in the variant of cuDNN and PyTorch).
/// </remarks>
internal sealed class GruStep : Operation
{
    private Variable _gates = null!;
    private Variable _hiddenGates = null!;
    private Variable _previous = null!;
    private Variable _state = null!;

    /// <summary>Computes the next state.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="gates">[rows, 3 × hidden] x·W_ihᵀ + b_ih; gates: reset, update, candidate. Overwritten, as is its memory by its gradient.</param>
    /// <param name="hiddenGates">[rows, 3 × hidden] h·W_hhᵀ + b_hh. Its memory is overwritten by its gradient.</param>
    /// <param name="previous">[rows, hidden] State before the step.</param>
    /// <param name="state">[rows, hidden] Overwritten with the state after the step.</param>
    public static void Apply(Tape tape, Variable gates, Variable hiddenGates, Variable previous, Variable state)
    {
        GruGates.Forward(gates.Value, hiddenGates.Value, previous.Value, state.Value);
        if (!tape.IsRecording)
        {
            return;
        }

        gates.PlaceGradientOverValue();
        hiddenGates.PlaceGradientOverValue();
        GruStep operation = tape.Record<GruStep>();
        (operation._gates, operation._hiddenGates) = (gates, hiddenGates);
        (operation._previous, operation._state) = (previous, state);
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _state.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dState = _state.Gradient;
        Matrix dGates = GateGradient(_gates);
        Matrix dHiddenGates = GateGradient(_hiddenGates);
        Matrix dPrevious = GradientSum(_previous);
        GruGates.Backward(_gates.Value, _hiddenGates.Value, _previous.Value, dState, dGates, dHiddenGates, dPrevious);
    }

    /// <summary>Where a cell adds to the gradient of what came before the step; <c>default</c> where no gradient is wanted.</summary>
    internal static Matrix GradientSum(Variable previous) => previous.RequiresGradient ? previous.AccumulationTarget() : default;

    /// <summary>Where a cell overwrites the gradient of its gates, of which it is the only consumer.</summary>
    internal static Matrix GateGradient(Variable gates)
    {
        Matrix target = gates.GradientTarget(out bool accumulate);
        return accumulate
            ? throw new InvalidOperationException("The gates of a recurrent step must have no other consumer.")
            : target;
    }
}
