using Dragoman.Layers;
using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>A recurrent layer over whole sentences, in one direction or in both, as one recurrent operator.</summary>
/// <remarks>
/// The operators hold their gates in another order than our weights. Their GRU weighs the old state by z, as our <see cref="GruCell"/> does; the update
/// gate of <see cref="GruResetBeforeCell"/> weighs the new one, and since 1 − σ(a) = σ(−a), it is exported with its signs turned.
/// </remarks>
internal static class RecurrentLayerNodes
{
    /// <summary>Reads a batch.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="readings">One layer, or the two that read from either end.</param>
    /// <param name="name">Beginning of the names of its tensors.</param>
    /// <param name="x">[source_time, batch, input]</param>
    /// <param name="lengths">[batch] int32</param>
    /// <returns>The states, [source_time, batch, encoder output], and the last of them, [batch, encoder output].</returns>
    internal static (GraphValue States, LayerValues Final) Read(
        GraphBuilder graph, RecurrentLayer[] readings, string name, GraphValue x, GraphValue lengths)
    {
        RecurrentCell[] cells = [.. readings.Select(reading => reading.Cell)];
        OperatorForm form = FormOf(cells[0]);
        int sums = form.Gates.Length * cells[0].HiddenSize;
        GraphValue input = Stack("W", [sums, cells[0].InputToHidden.ColumnCount], cell => form.Blocks(cell, cell.InputToHidden));
        GraphValue recurrent = Stack("R", [sums, cells[0].HiddenSize], cell => form.Blocks(cell, cell.HiddenToHidden));
        GraphValue bias = Stack("B", [2 * sums], cell => [.. form.Blocks(cell, cell.InputBias), .. form.Blocks(cell, cell.HiddenBias)]);

        string direction = cells.Length == 2 ? "bidirectional" : readings[0].IsBackward ? "reverse" : "forward";
        GraphValue[] read = graph.Node(
            form.Operator,
            cells[0].HasMemory ? 3 : 2,
            [x, input, recurrent, bias, lengths],
            [NodeAttribute.Whole("hidden_size", cells[0].HiddenSize), NodeAttribute.Text("direction", direction), .. form.Attributes]);

        GraphValue states = graph.Reshape(graph.Transpose(read[0], 0, 2, 1, 3), 0, 0, -1); // of [source_time, directions, batch, hidden]
        return (states, new LayerValues(SideBySide(read[1]), cells[0].HasMemory ? SideBySide(read[2]) : null));

        GraphValue Stack(string suffix, long[] shape, Func<RecurrentCell, IEnumerable<TensorBlock>> blocks) =>
            graph.Tensor(new BlockTensor($"{name}.{suffix}", [cells.Length, .. shape], [.. cells.SelectMany(blocks)]));

        GraphValue SideBySide(GraphValue last) => graph.Reshape(graph.Transpose(last, 1, 0, 2), 0, -1); // of [directions, batch, hidden]
    }

    private static OperatorForm FormOf(RecurrentCell cell) => cell switch
    {
        GruCell => new("GRU", [1, 0, 2], Turned: null, NodeAttribute.Whole("linear_before_reset", 1)),
        GruResetBeforeCell => new("GRU", [1, 0, 2], Turned: 1, NodeAttribute.Whole("linear_before_reset", 0)),
        LstmCell => new("LSTM", [0, 3, 1, 2], Turned: null),
        _ => throw Foreign.Of(cell),
    };

    /// <summary>How an operator holds the weights of a unit.</summary>
    /// <param name="Operator">The operator.</param>
    /// <param name="Gates">Numbers of our gates in its order.</param>
    /// <param name="Turned">The gate whose signs are turned; null for none.</param>
    /// <param name="Attributes">Its settings.</param>
    private sealed record OperatorForm(string Operator, int[] Gates, int? Turned, params NodeAttribute[] Attributes)
    {
        /// <summary>A parameter gate by gate; zeros in place of a bias that the unit does not have.</summary>
        internal IEnumerable<TensorBlock> Blocks(RecurrentCell cell, Parameter? parameter) => Gates.Select(gate => parameter is null
            ? new TensorBlock(() => Matrix.Allocate(1, cell.HiddenSize))
            : TensorBlock.OfGate(parameter, gate, cell.HiddenSize, gate == Turned ? -1f : 1f));
    }
}
