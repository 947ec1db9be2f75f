using Dragoman.Attention;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>From scores to weights: over the whole sentence, or over a window.</summary>
internal static class WindowNodes
{
    /// <summary>Makes the weights: [batch, source_time].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="window">How much of the source counts.</param>
    /// <param name="reach">[batch, source_time] bool What the score can attend to.</param>
    /// <param name="memory">What is attended to.</param>
    /// <param name="position">[batch, 1] Number of the target token that comes next, from 0; null unless the window asks for it.</param>
    /// <param name="query">[batch, query]</param>
    /// <param name="scores">[batch, source_time]</param>
    internal static GraphValue Weigh(
        GraphBuilder graph, AttentionWindow window, GraphValue reach, MemoryValues memory, GraphValue? position, GraphValue query, GraphValue scores)
    {
        switch (window)
        {
            case MonotonicWindow monotonic:
                GraphValue next = graph.Add(position!.Value, graph.Number(1f)); // positions count from 1
                GraphValue center = graph.Node("Min", [next, SourcePositions.Lengths(graph, memory.Mask!.Value)]);
                return Softmax(graph, scores, graph.And(reach, IsNear(graph, Distances(graph, memory, center), monotonic.Radius)));
            case PredictedWindow predicted:
                return Gaussian(graph, predicted, reach, memory, query, scores);
            case var whole when whole == AttentionWindow.Global:
                return Softmax(graph, scores, reach);
            default:
                throw Foreign.Of(window);
        }
    }

    /// <summary>p = S · σ(v_pᵀ tanh(W_p q)); the softmax over |j − p| ≤ D times exp(−(j − p)² / 2w²), w = D / 2.</summary>
    private static GraphValue Gaussian(
        GraphBuilder graph, PredictedWindow window, GraphValue reach, MemoryValues memory, GraphValue query, GraphValue scores)
    {
        GraphValue share = graph.Sigmoid(graph.Linear(graph.Tanh(graph.Linear(query, window.Projection)), window.V)); // [batch, 1]
        GraphValue center = graph.Multiply(SourcePositions.Lengths(graph, memory.Mask!.Value), share);
        GraphValue distances = Distances(graph, memory, center);
        GraphValue weights = Softmax(graph, scores, graph.And(reach, IsNear(graph, distances, window.Radius)));
        GraphValue exponent = graph.Multiply(graph.Multiply(distances, distances), graph.Number(-2f / ((float)window.Radius * window.Radius)));
        return graph.Multiply(weights, graph.Node("Exp", [exponent]));
    }

    /// <summary>j − p: [batch, source_time].</summary>
    private static GraphValue Distances(GraphBuilder graph, MemoryValues memory, GraphValue center) =>
        graph.Subtract(SourcePositions.Count(graph, memory.Mask!.Value), center);

    private static GraphValue IsNear(GraphBuilder graph, GraphValue distances, int radius) =>
        graph.AtMost(graph.Node("Abs", [distances]), graph.Number(radius));

    /// <summary>The softmax over what is allowed, and exactly 0 elsewhere, or everywhere if nothing is.</summary>
    private static GraphValue Softmax(GraphBuilder graph, GraphValue scores, GraphValue isAllowed)
    {
        GraphValue weights = graph.Node("Softmax", [graph.Where(isAllowed, scores, float.MinValue)], NodeAttribute.Whole("axis", 1));
        return graph.Where(isAllowed, weights, elsewhere: 0f);
    }
}
