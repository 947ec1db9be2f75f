using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>One step of a long short-term memory.</summary>
/// <remarks>
/// i, f, o = σ(…), g = tanh(…), c' = f ⊙ c + i ⊙ g, h' = o ⊙ tanh(c') (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
/// </remarks>
internal sealed class LstmStep : Operation
{
    private Variable _gates = null!;
    private Variable _previousMemory = null!;
    private Variable _state = null!;
    private Variable _memory = null!;

    /// <summary>Computes the next state and memory.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="gates">
    /// [rows, 4 × hidden] x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh; gates: input, forget, cell, output. Overwritten, as is its memory by its gradient.
    /// </param>
    /// <param name="previousMemory">[rows, hidden] Memory before the step.</param>
    /// <param name="state">[rows, hidden] Overwritten with the state after the step.</param>
    /// <param name="memory">[rows, hidden] Overwritten with the memory after the step.</param>
    public static void Apply(Tape tape, Variable gates, Variable previousMemory, Variable state, Variable memory)
    {
        LstmGates.Forward(gates.Value, previousMemory.Value, memory.Value, state.Value);
        if (!tape.IsRecording)
        {
            return;
        }

        gates.PlaceGradientOverValue();
        LstmStep operation = tape.Record<LstmStep>();
        (operation._gates, operation._previousMemory) = (gates, previousMemory);
        (operation._state, operation._memory) = (state, memory);
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _state.HasGradient || _memory.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dState = _state.Gradient;
        Matrix dMemory = _memory.HasGradient ? _memory.Gradient : default;
        Matrix dGates = GruStep.GateGradient(_gates);
        Matrix dPrevious = GruStep.GradientSum(_previousMemory);
        LstmGates.Backward(_gates.Value, _previousMemory.Value, _memory.Value, dState, dMemory, dGates, dPrevious);
    }
}
