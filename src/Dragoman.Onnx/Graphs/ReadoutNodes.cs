using Dragoman.Models;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>What the output layer reads.</summary>
internal static class ReadoutNodes
{
    /// <summary>Makes it: [batch, readout].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="readout">How it is made.</param>
    /// <param name="state">[batch, hidden] Output of the top layer.</param>
    /// <param name="previous">[batch, hidden] State of the top layer before the step.</param>
    /// <param name="context">[batch, encoder output] The context; null without attention.</param>
    /// <param name="embedded">[batch, embed] The embedding of the token that was read.</param>
    internal static GraphValue Read(
        GraphBuilder graph, Readout readout, GraphValue state, GraphValue previous, GraphValue? context, GraphValue embedded) => readout switch
        {
            StateReadout => state,
            AttentionalReadout attentional => graph.Tanh(graph.Linear(graph.Join(1, context, state), attentional.Weight)),
            JoinedReadout => graph.Join(1, state, context),
            MaxoutReadout maxout => Maxout(graph, maxout, maxout.ReadsPrevious ? previous : state, context!.Value, embedded),
            _ => throw Foreign.Of(readout),
        };

    /// <summary>The larger of each pair of neighbours in U s + V E y + C c.</summary>
    private static GraphValue Maxout(GraphBuilder graph, MaxoutReadout readout, GraphValue state, GraphValue context, GraphValue embedded)
    {
        GraphValue sum = graph.Linear(embedded, readout.Token);
        sum = graph.Linear(state, readout.State, sum);
        sum = graph.Linear(context, readout.Context, sum); // [batch, 2 × units]
        return graph.Largest(graph.Reshape(sum, 0, -1, 2), axis: 2);
    }
}
