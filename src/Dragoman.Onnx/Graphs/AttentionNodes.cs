using Dragoman.Attention;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>Attention: scores of the source's positions, their weights, and the context.</summary>
internal static class AttentionNodes
{
    /// <summary>Width of the keys that are made once per sentence; null for a score that takes the annotations, or looks at no key.</summary>
    /// <param name="attention">The score.</param>
    internal static int? KeySize(AttentionMechanism attention) => attention switch
    {
        AdditiveAttention additive => additive.Key.OutputSize,
        GeneralAttention general => general.Weight.OutputSize,
        _ => null,
    };

    /// <summary>The keys: [batch, source_time, units].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="attention">A score that has keys of its own.</param>
    /// <param name="annotations">[batch, source_time, encoder output]</param>
    internal static GraphValue Keys(GraphBuilder graph, AttentionMechanism attention, GraphValue annotations) => attention switch
    {
        AdditiveAttention additive => graph.Project(annotations, additive.Key),
        GeneralAttention general => graph.Project(annotations, general.Weight),
        _ => throw Foreign.Of(attention),
    };

    /// <summary>Attends.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="attention">How it attends.</param>
    /// <param name="memory">What it attends to.</param>
    /// <param name="state">The state before the step.</param>
    /// <param name="query">[batch, query]</param>
    /// <returns>The context [batch, encoder output] and the weights [batch, source_time].</returns>
    internal static (GraphValue Context, GraphValue Weights) Attend(
        GraphBuilder graph, AttentionMechanism attention, MemoryValues memory, StateValues state, GraphValue query)
    {
        GraphValue scores = Scores(graph, attention, memory, state.Coverage, query);
        GraphValue weights = WindowNodes.Weigh(graph, attention.Window, Reach(graph, attention, memory), memory, state.Position, query, scores);
        GraphValue context = graph.Product(graph.Unsqueeze(weights, 1), memory.Annotations!.Value); // [batch, 1, encoder output]
        return (graph.Squeeze(context, 1), weights);
    }

    private static GraphValue Scores(GraphBuilder graph, AttentionMechanism attention, MemoryValues memory, GraphValue? coverage, GraphValue query) =>
        attention switch
        {
            AdditiveAttention additive => Additive(graph, additive, memory.Keys!.Value, coverage, query),
            GeneralAttention => Products(graph, memory.Keys!.Value, query),
            DotAttention dot => graph.Multiply(Products(graph, memory.Annotations!.Value, query), graph.Number(dot.Scale)),
            LocationAttention location => Positions(graph, location, memory, query),
            _ => throw Foreign.Of(attention),
        };

    /// <summary>vᵀ tanh(W_q q + W_k h_j + w d_j), the last part with coverage d alone.</summary>
    private static GraphValue Additive(GraphBuilder graph, AdditiveAttention attention, GraphValue keys, GraphValue? coverage, GraphValue query)
    {
        GraphValue sum = graph.Add(keys, graph.Unsqueeze(graph.Linear(query, attention.Query), 1)); // [batch, source_time, units]
        if (attention.CoverageVector is { } vector)
        {
            sum = graph.Add(sum, graph.Multiply(graph.Unsqueeze(coverage!.Value, 2), graph.Tensor(vector)));
        }

        return graph.Product(graph.Tanh(sum), graph.Tensor(attention.V));
    }

    /// <summary>qᵀ k_j.</summary>
    private static GraphValue Products(GraphBuilder graph, GraphValue keys, GraphValue query) =>
        graph.Squeeze(graph.Product(keys, graph.Unsqueeze(query, 2)), 2);

    /// <summary>(W q)_j, cut to the width of the source, or filled up to it.</summary>
    private static GraphValue Positions(GraphBuilder graph, LocationAttention attention, MemoryValues memory, GraphValue query)
    {
        GraphValue filling = graph.Cast(memory.Mask!.Value, ElementType.Float); // of the right shape; its numbers are out of reach
        GraphValue filled = graph.Join(1, graph.Linear(query, attention.Weight), filling); // [batch, positions + source_time]
        return graph.Node("Slice", [filled, graph.Wholes(0), graph.SizeOf(memory.Mask.Value, 1), graph.Wholes(1)]);
    }

    /// <summary>What a score can attend to at all: [batch, source_time] bool.</summary>
    private static GraphValue Reach(GraphBuilder graph, AttentionMechanism attention, MemoryValues memory)
    {
        GraphValue mask = memory.Mask!.Value;
        return attention is LocationAttention location
            ? graph.And(mask, graph.AtMost(SourcePositions.Count(graph, mask), graph.Number(location.Weight.OutputSize)))
            : mask;
    }
}
