using Dragoman.Models;
using Dragoman.Numerics.Kernels;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>Residual connections and layer normalisation between the layers of a stack.</summary>
internal static class JointNodes
{
    /// <summary>What a layer reads.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="joints">What joins the layers.</param>
    /// <param name="layer">Number of the layer, from 0.</param>
    /// <param name="below">[…, size] Output of the layer below, or the input of the stack.</param>
    internal static GraphValue Input(GraphBuilder graph, StackJoints joints, int layer, GraphValue below)
    {
        if (layer == 0 || joints.Norms.Length == 0)
        {
            return below;
        }

        GraphValue[] inputs = [below, graph.Tensor(joints.Norms[layer - 1].Gain), graph.Tensor(joints.Norms[layer - 1].Bias)];
        return graph.Node("LayerNormalization", [.. inputs], NodeAttribute.Whole("axis", -1), NodeAttribute.Number("epsilon", LayerNorm.Epsilon));
    }

    /// <summary>The output of a layer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="joints">What joins the layers.</param>
    /// <param name="layer">Number of the layer, from 0.</param>
    /// <param name="input">[…, size] What <see cref="Input"/> gave.</param>
    /// <param name="state">[…, size] The layer's state.</param>
    internal static GraphValue Output(GraphBuilder graph, StackJoints joints, int layer, GraphValue input, GraphValue state) =>
        joints.Adds(layer) ? graph.Add(state, input) : state;
}
