using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>State of one recurrent layer in a graph.</summary>
/// <param name="Hidden">[batch, hidden] What the layer shows.</param>
/// <param name="Memory">[batch, hidden] The memory of an LSTM; null for other units.</param>
internal readonly record struct LayerValues(GraphValue Hidden, GraphValue? Memory);

/// <summary>What the encoder's nodes give.</summary>
/// <param name="States">[batch, source_time, encoder output] The top layer's output.</param>
/// <param name="Mask">[batch, source_time] bool Which of the states are those of a token.</param>
/// <param name="Final">[batch, encoder output] per layer: the state after the last token read, both directions side by side.</param>
internal readonly record struct EncodedValues(GraphValue States, GraphValue Mask, LayerValues[] Final);

/// <summary>What every step of the decoder reads; null where it does not.</summary>
/// <param name="Annotations">[batch, source_time, encoder output] What attention sums.</param>
/// <param name="Keys">[batch, source_time, units] What it compares queries with, where that is not the annotations.</param>
/// <param name="Mask">[batch, source_time] bool What may be attended to.</param>
/// <param name="Context">[batch, summary] The summary of the source, without attention.</param>
internal readonly record struct MemoryValues(GraphValue? Annotations, GraphValue? Keys, GraphValue? Mask, GraphValue? Context);

/// <summary>What a step of the decoder hands to the next one; null where it does not.</summary>
/// <param name="Layers">The states of the layers, the lowest first.</param>
/// <param name="Feed">[batch, readout] What the output layer has read.</param>
/// <param name="Coverage">[batch, source_time] The attention weights so far, summed.</param>
/// <param name="Position">[batch, 1] Number of the target token that comes next, from 0.</param>
internal readonly record struct StateValues(LayerValues[] Layers, GraphValue? Feed, GraphValue? Coverage, GraphValue? Position);
