using Dragoman.Layers;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>One step of a recurrent unit.</summary>
internal static class CellNodes
{
    /// <summary>Makes the state after a step.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="cell">The unit.</param>
    /// <param name="gates">[batch, gates × hidden] The input's share of the gate sums, with bias_ih.</param>
    /// <param name="previous">The state before the step.</param>
    internal static LayerValues Step(GraphBuilder graph, RecurrentCell cell, GraphValue gates, LayerValues previous) => cell switch
    {
        GruCell gru => Gru(graph, gru, gates, previous.Hidden),
        GruResetBeforeCell gru => GruResetBefore(graph, gru, gates, previous.Hidden),
        LstmCell lstm => Lstm(graph, lstm, gates, previous),
        _ => throw Foreign.Of(cell),
    };

    private static LayerValues Gru(GraphBuilder graph, GruCell cell, GraphValue gates, GraphValue h)
    {
        GraphValue[] ofInput = graph.SplitColumns(gates, 3);
        GraphValue[] ofState = graph.SplitColumns(graph.Linear(h, cell.Recurrent, graph.Tensor(cell.HiddenBias!)), 3);
        GraphValue r = graph.Sigmoid(graph.Add(ofInput[0], ofState[0]));
        GraphValue z = graph.Sigmoid(graph.Add(ofInput[1], ofState[1]));
        GraphValue n = graph.Tanh(graph.Add(ofInput[2], graph.Multiply(r, ofState[2])));
        return new LayerValues(Between(graph, n, h, z), null);
    }

    private static LayerValues GruResetBefore(GraphBuilder graph, GruResetBeforeCell cell, GraphValue gates, GraphValue h)
    {
        GraphValue sums = graph.Linear(h, cell.ResetAndUpdate, graph.Columns(gates, 0, 2 * cell.HiddenSize));
        GraphValue[] open = graph.SplitColumns(graph.Sigmoid(sums), 2);
        (GraphValue r, GraphValue z) = (open[0], open[1]);
        GraphValue n = graph.Tanh(graph.Linear(graph.Multiply(r, h), cell.Candidate, graph.Columns(gates, 2 * cell.HiddenSize, cell.HiddenSize)));
        return new LayerValues(Between(graph, h, n, z), null);
    }

    private static LayerValues Lstm(GraphBuilder graph, LstmCell cell, GraphValue gates, LayerValues previous)
    {
        GraphValue ofState = graph.Linear(previous.Hidden, cell.Recurrent, graph.Tensor(cell.HiddenBias!));
        GraphValue[] sums = graph.SplitColumns(graph.Add(gates, ofState), 4);
        GraphValue i = graph.Sigmoid(sums[0]);
        GraphValue f = graph.Sigmoid(sums[1]);
        GraphValue g = graph.Tanh(sums[2]);
        GraphValue o = graph.Sigmoid(sums[3]);
        GraphValue memory = graph.Add(graph.Multiply(f, previous.Memory!.Value), graph.Multiply(i, g));
        return new LayerValues(graph.Multiply(o, graph.Tanh(memory)), memory);
    }

    /// <summary>(1 − share) ⊙ a + share ⊙ b.</summary>
    private static GraphValue Between(GraphBuilder graph, GraphValue a, GraphValue b, GraphValue share) =>
        graph.Add(a, graph.Multiply(share, graph.Subtract(b, a)));
}
