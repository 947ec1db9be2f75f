using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Numerics.Autodiff;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The decoder's first state, made of what the encoder gives.</summary>
internal static class BridgeNodes
{
    /// <summary>Makes the first state of each decoder layer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="model">The model.</param>
    /// <param name="encoded">What the encoder has made of the batch.</param>
    internal static LayerValues[] InitialState(GraphBuilder graph, Seq2SeqModel model, EncodedValues encoded) => model.Options.Bridge switch
    {
        BridgeKind.Pass => encoded.Final,
        BridgeKind.Zero => Zero(graph, model.Options, encoded),
        BridgeKind.Copy => [.. Enumerable.Repeat(Summary(graph, model.Options, encoded), model.Options.DecoderLayers)],
        _ => Linear(graph, model.Decoder.Bridge, Summary(graph, model.Options, encoded)),
    };

    private static LayerValues[] Zero(GraphBuilder graph, ModelOptions options, EncodedValues encoded)
    {
        GraphValue zero = graph.Zeros(encoded.Mask, options.DecoderHiddenSize);
        LayerValues layer = new(zero, options.Cell == CellKind.Lstm ? zero : null);
        return [.. Enumerable.Repeat(layer, options.DecoderLayers)];
    }

    private static LayerValues Summary(GraphBuilder graph, ModelOptions options, EncodedValues encoded) => new(
        SummaryNodes.Of(graph, encoded, options),
        encoded.Final[^1].Memory is { } memory ? SummaryNodes.LastOf(graph, memory, options) : null);

    private static LayerValues[] Linear(GraphBuilder graph, Bridge bridge, LayerValues summary) =>
    [
        .. Enumerable.Range(0, bridge.Hidden.Length).Select(layer => new LayerValues(
            Map(graph, summary.Hidden, bridge.Hidden[layer]),
            summary.Memory is { } memory ? Map(graph, memory, bridge.Memory[layer]) : null)),
    ];

    private static GraphValue Map(GraphBuilder graph, GraphValue x, (Weight Weight, Parameter Bias) map) =>
        graph.Tanh(graph.Linear(x, map.Weight, graph.Tensor(map.Bias)));
}
