using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Layers;

/// <summary>One recurrent layer in one direction over whole sentences.</summary>
internal sealed class RecurrentLayer
{
    private readonly RecurrentCell _cell;

    /// <summary>Makes a layer.</summary>
    /// <param name="kind">Which unit.</param>
    /// <param name="scope">Where its parameters are named.</param>
    /// <param name="layer">Number of the layer, from 0.</param>
    /// <param name="backward">Whether it reads the sentence from its end.</param>
    /// <param name="inputSize">Width of the input.</param>
    /// <param name="hiddenSize">Width of the state.</param>
    public RecurrentLayer(CellKind kind, ParameterScope scope, int layer, bool backward, int inputSize, int hiddenSize)
    {
        IsBackward = backward;
        _cell = RecurrentCell.Create(kind, scope, $"_l{layer}" + (backward ? "_reverse" : ""), hiddenSize, inputSize);
    }

    /// <summary>The unit.</summary>
    public RecurrentCell Cell => _cell;

    /// <summary>Whether it reads the sentence from its end.</summary>
    public bool IsBackward { get; }

    /// <summary>Runs over a batch of sentences stored step by step.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[Σ source_time, input]</param>
    /// <param name="layout">Where the steps lie.</param>
    /// <param name="initial">[batch, hidden] State before the first token that is read.</param>
    /// <param name="recurrentDropout">Probability of hiding a unit of the state from the recurrent product during training, all along a sentence.</param>
    /// <returns>The state after every token, [Σ source_time, hidden], in the order of x.</returns>
    public CellState Forward(Tape tape, Variable x, StepLayout layout, CellState initial, float recurrentDropout = 0f)
    {
        Variable inputGates = LinearOperation.Apply(tape, x, _cell.InputWeights[0], _cell.InputBias); // [Σ, gates × hidden]
        CellState states = NewState(tape, layout.TotalRows);
        LoopMaps maps = LoopMaps.Open(tape, layout.TotalRows);
        RepeatedMask mask = RepeatedMask.Take(tape, recurrentDropout);
        if (IsBackward)
        {
            RunBackward(tape, maps, layout, inputGates, initial, states, mask);
        }
        else
        {
            RunForward(tape, maps, layout, inputGates, initial, states, mask);
        }

        return states;
    }

    private void RunForward(Tape tape, LoopMaps maps, StepLayout layout, Variable inputGates, CellState previous, CellState states, RepeatedMask mask)
    {
        for (int step = 0; step < layout.StepCount; step++)
        {
            (int start, int active) = (layout.Offset(step), layout.ActiveRows(step));
            CellState next = Rows(states, start, active);
            _cell.Step(tape, maps, inputGates.Part(start, active), previous.Prefix(active), next, mask);
            previous = next;
        }
    }

    private void RunBackward(Tape tape, LoopMaps maps, StepLayout layout, Variable inputGates, CellState initial, CellState states, RepeatedMask mask)
    {
        CellState? later = null;
        for (int step = layout.StepCount - 1; step >= 0; step--)
        {
            (int start, int active) = (layout.Offset(step), layout.ActiveRows(step));
            CellState next = Rows(states, start, active);
            _cell.Step(tape, maps, inputGates.Part(start, active), WithBeginners(tape, later, initial, active), next, mask);
            later = next;
        }
    }

    /// <summary>Reading backward, sentences join the batch as their last token comes up; they begin with the initial state.</summary>
    private static CellState WithBeginners(Tape tape, CellState? running, CellState initial, int active)
    {
        if (running is not { } state)
        {
            return Rows(initial, 0, active);
        }

        int count = state.Hidden.Rows;
        if (count == active)
        {
            return state;
        }

        CellState beginners = Rows(initial, count, active - count);
        return new CellState(
            JoinRows.Apply(tape, state.Hidden, beginners.Hidden),
            state.Memory is null ? null : JoinRows.Apply(tape, state.Memory, beginners.Memory!));
    }

    private CellState NewState(Tape tape, int rows) => new(
        tape.NewVariable(rows, _cell.HiddenSize),
        _cell.HasMemory ? tape.NewVariable(rows, _cell.HiddenSize) : null);

    private static CellState Rows(CellState state, int start, int count) =>
        new(state.Hidden.Part(start, count), state.Memory?.Part(start, count));
}
