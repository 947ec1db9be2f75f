using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The graph that is run once per batch: from source tokens to what the decoder's steps read, and its first state.</summary>
internal static class EncoderGraph
{
    /// <summary>Makes the graph.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ports">What passes between the graphs.</param>
    internal static GraphBuilder Build(Seq2SeqModel model, DecoderPorts ports)
    {
        GraphBuilder graph = new("encoder");
        GraphValue tokens = graph.Input(DecoderPorts.Tokens);
        GraphValue lengths = graph.Input(DecoderPorts.Lengths);
        EncodedValues encoded = EncoderNodes.Encode(graph, model.Encoder, tokens, lengths);
        Give(ports.Annotations, () => encoded.States);
        Give(ports.Keys, () => AttentionNodes.Keys(graph, model.Decoder.Attention!, encoded.States));
        Give(ports.Mask, () => encoded.Mask);
        Give(ports.Context, () => SummaryNodes.Of(graph, encoded, model.Options));

        LayerValues[] layers = BridgeNodes.InitialState(graph, model, encoded);
        for (int layer = 0; layer < layers.Length; layer++)
        {
            (LayerValues values, int number) = (layers[layer], layer);
            Give(ports.Layers[number].Hidden, () => values.Hidden);
            Give(ports.Layers[number].Memory, () => values.Memory!.Value);
        }

        Give(ports.Feed, () => graph.Zeros(tokens, model.Decoder.ReadoutSize));
        Give(ports.Coverage, () => graph.Node("ConstantOfShape", [graph.Node("Shape", [tokens])]));
        Give(ports.Position, () => graph.Zeros(tokens, 1));
        return graph;

        void Give(Port? port, Func<GraphValue> make)
        {
            if (port is not null)
            {
                graph.Output(port, make());
            }
        }
    }
}
