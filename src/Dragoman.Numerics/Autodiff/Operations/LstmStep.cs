using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>One step of a long short-term memory.</summary>
/// <remarks>
/// i, f, o = σ(…), g = tanh(…), c' = f ⊙ c + i ⊙ g, h' = o ⊙ tanh(c') (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000).
/// </remarks>
public sealed class LstmStep : Operation
{
    private Variable _inputGates = null!;
    private Variable _hiddenGates = null!;
    private Variable _previousMemory = null!;
    private Variable _state = null!;
    private Variable _memory = null!;
    private Tensor _gates;

    /// <summary>Computes the next state and memory.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="inputGates">[rows, 4 × hidden] x·W_ihᵀ + b_ih; gates: input, forget, cell, output.</param>
    /// <param name="hiddenGates">[rows, 4 × hidden] h·W_hhᵀ + b_hh.</param>
    /// <param name="previousMemory">[rows, hidden] Memory before the step.</param>
    /// <param name="state">[rows, hidden] Overwritten with the state after the step.</param>
    /// <param name="memory">[rows, hidden] Overwritten with the memory after the step.</param>
    public static void Apply(
        Tape tape, Variable inputGates, Variable hiddenGates, Variable previousMemory, Variable state, Variable memory)
    {
        Tensor gates = tape.IsRecording ? tape.Arena.Take(state.Rows, inputGates.Columns) : default;
        LstmCell.Forward(inputGates.Value, hiddenGates.Value, previousMemory.Value, gates, memory.Value, state.Value);
        LstmStep operation = tape.Record<LstmStep>();
        (operation._inputGates, operation._hiddenGates) = (inputGates, hiddenGates);
        (operation._previousMemory, operation._gates) = (previousMemory, gates);
        (operation._state, operation._memory) = (state, memory);
    }

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        if (!_state.HasGradient && !_memory.HasGradient)
        {
            return;
        }

        Tensor dState = _state.Gradient;
        Tensor dMemory = _memory.HasGradient ? _memory.Gradient : default;
        Tensor dGates = GruStep.GateGradient(_inputGates);
        Tensor dHiddenGates = GruStep.GateGradient(_hiddenGates);
        if (_previousMemory.RequiresGradient)
        {
            Tensor dPrevious = _previousMemory.AccumulationTarget();
            LstmCell.Backward(_gates, _previousMemory.Value, _memory.Value, dState, dMemory, dGates, dPrevious);
        }
        else
        {
            Arena.Position mark = tape.Arena.Mark();
            Tensor unused = tape.Arena.TakeZeros(_previousMemory.Rows, _previousMemory.Columns);
            LstmCell.Backward(_gates, _previousMemory.Value, _memory.Value, dState, dMemory, dGates, unused);
            tape.Arena.Release(mark);
        }

        // The two shares of the gate sums have one gradient.
        dGates.CopyTo(dHiddenGates);
    }
}
