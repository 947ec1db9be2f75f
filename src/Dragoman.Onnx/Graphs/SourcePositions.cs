using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>Where the tokens of source sentences stand, and which places of a batch hold none.</summary>
internal static class SourcePositions
{
    /// <summary>The numbers of the positions, from 1: [source_time] float.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="likeSource">[batch, source_time]</param>
    internal static GraphValue Count(GraphBuilder graph, GraphValue likeSource)
    {
        GraphValue last = graph.Squeeze(graph.SizeOf(likeSource, 1), 0);
        GraphValue positions = graph.Node("Range", [graph.Whole(1), graph.Add(last, graph.Whole(1)), graph.Whole(1)]);
        return graph.Cast(positions, ElementType.Float);
    }

    /// <summary>Which places hold a token: [batch, source_time] bool.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="tokens">[batch, source_time]</param>
    /// <param name="lengths">[batch] int64</param>
    internal static GraphValue Mask(GraphBuilder graph, GraphValue tokens, GraphValue lengths) =>
        graph.AtMost(Count(graph, tokens), graph.Unsqueeze(graph.Cast(lengths, ElementType.Float), 1));

    /// <summary>The lengths again: [batch, 1] float.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="mask">[batch, source_time] bool</param>
    internal static GraphValue Lengths(GraphBuilder graph, GraphValue mask) => graph.Sum(graph.Cast(mask, ElementType.Float), axis: 1, keeps: true);
}
