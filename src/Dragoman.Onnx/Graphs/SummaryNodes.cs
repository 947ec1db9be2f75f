using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The one vector that stands for the whole source.</summary>
internal static class SummaryNodes
{
    /// <summary>The summary of what an encoder shows: [batch, summary].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    /// <param name="options">Shape of the model.</param>
    internal static GraphValue Of(GraphBuilder graph, EncodedValues encoded, ModelOptions options)
    {
        GraphValue isToken = graph.Unsqueeze(encoded.Mask, 2); // [batch, source_time, 1]
        return options.Summary switch
        {
            SourceSummary.Mean => graph.Divide(
                graph.Sum(graph.Where(isToken, encoded.States, elsewhere: 0f), axis: 1, keeps: false), SourcePositions.Lengths(graph, encoded.Mask)),
            SourceSummary.Max => graph.Largest(graph.Where(isToken, encoded.States, float.MinValue), axis: 1),
            _ => LastOf(graph, encoded.Final[^1].Hidden, options),
        };
    }

    /// <summary>The same of a final state, whatever the summary of the others.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="final">[batch, encoder output] A final state or memory.</param>
    /// <param name="options">Shape of the model.</param>
    internal static GraphValue LastOf(GraphBuilder graph, GraphValue final, ModelOptions options) =>
        options.Summary == SourceSummary.BackwardFirst && options.Direction == EncoderDirection.Both
            ? graph.Columns(final, options.EncoderHiddenSize, options.EncoderHiddenSize)
            : final;
}
