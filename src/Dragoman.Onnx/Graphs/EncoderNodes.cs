using Dragoman.Layers;
using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The encoder: embeddings, and a stack of recurrent layers over whole sentences.</summary>
internal static class EncoderNodes
{
    /// <summary>Encodes a batch.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="tokens">[batch, source_time] int64</param>
    /// <param name="lengths">[batch] int64</param>
    internal static EncodedValues Encode(GraphBuilder graph, Encoder encoder, GraphValue tokens, GraphValue lengths)
    {
        GraphValue counts = graph.Cast(lengths, ElementType.Int32); // as the recurrent operators want them
        GraphValue x = graph.LookUp(encoder.Embedding.Table, graph.Transpose(tokens, 1, 0)); // [source_time, batch, embed]
        var final = new LayerValues[encoder.Layers.Length];
        for (int layer = 0; layer < final.Length; layer++)
        {
            RecurrentLayer[] readings = encoder.Opposite.Length == 0 ? [encoder.Layers[layer]] : [encoder.Layers[layer], encoder.Opposite[layer]];
            GraphValue input = JointNodes.Input(graph, encoder.Joints, layer, x);
            (GraphValue states, final[layer]) = RecurrentLayerNodes.Read(graph, readings, $"encoder.rnn.l{layer}", input, counts);
            x = JointNodes.Output(graph, encoder.Joints, layer, input, states);
        }

        return new EncodedValues(graph.Transpose(x, 1, 0, 2), SourcePositions.Mask(graph, tokens, lengths), final);
    }
}
