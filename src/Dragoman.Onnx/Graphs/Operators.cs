using Dragoman.Numerics.Autodiff;
using Dragoman.Onnx.Format;

namespace Dragoman.Onnx.Graphs;

/// <summary>The operators that the graphs are made of, as calls.</summary>
internal static class Operators
{
    /// <summary>a + b.</summary>
    internal static GraphValue Add(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("Add", [a, b]);

    /// <summary>a − b.</summary>
    internal static GraphValue Subtract(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("Sub", [a, b]);

    /// <summary>a ⊙ b.</summary>
    internal static GraphValue Multiply(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("Mul", [a, b]);

    /// <summary>a / b.</summary>
    internal static GraphValue Divide(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("Div", [a, b]);

    /// <summary>tanh x.</summary>
    internal static GraphValue Tanh(this GraphBuilder graph, GraphValue x) => graph.Node("Tanh", [x]);

    /// <summary>1 / (1 + e^−x).</summary>
    internal static GraphValue Sigmoid(this GraphBuilder graph, GraphValue x) => graph.Node("Sigmoid", [x]);

    /// <summary>Both.</summary>
    internal static GraphValue And(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("And", [a, b]);

    /// <summary>a ≤ b.</summary>
    internal static GraphValue AtMost(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("LessOrEqual", [a, b]);

    /// <summary>x where a condition holds, elsewhere a number.</summary>
    internal static GraphValue Where(this GraphBuilder graph, GraphValue condition, GraphValue x, float elsewhere) =>
        graph.Node("Where", [condition, x, graph.Number(elsewhere)]);

    /// <summary>The same numbers as another type.</summary>
    internal static GraphValue Cast(this GraphBuilder graph, GraphValue x, ElementType type) => graph.Node("Cast", [x], NodeAttribute.Whole("to", (long)type));

    /// <summary>x·Wᵀ + b, or x·Wᵀ added to what there is: [rows, output].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">[rows, input]</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="addend">[output] or [rows, output]; null for nothing.</param>
    internal static GraphValue Linear(this GraphBuilder graph, GraphValue x, Weight weight, GraphValue? addend = null)
    {
        GraphValue tensor = graph.Tensor(weight);
        return graph.Node("Gemm", addend is null ? [x, tensor] : [x, tensor, addend], NodeAttribute.Whole("transB", 1));
    }

    /// <summary>x·Wᵀ of every vector: [batch, time, output].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="x">[batch, time, input]</param>
    /// <param name="weight">[output, input]</param>
    internal static GraphValue Project(this GraphBuilder graph, GraphValue x, Weight weight) =>
        graph.Node("MatMul", [x, graph.Transpose(graph.Tensor(weight), 1, 0)]);

    /// <summary>The vector of each token: [any…, embed].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="table">[vocab, embed]</param>
    /// <param name="tokens">[any…]</param>
    internal static GraphValue LookUp(this GraphBuilder graph, Parameter table, GraphValue tokens) => graph.Node("Gather", [graph.Tensor(table), tokens]);

    /// <summary>The sums of products of neighbouring axes, matrix by matrix.</summary>
    internal static GraphValue Product(this GraphBuilder graph, GraphValue a, GraphValue b) => graph.Node("MatMul", [a, b]);

    /// <summary>Side by side along an axis.</summary>
    internal static GraphValue Join(this GraphBuilder graph, int axis, params GraphValue?[] parts) =>
        graph.Node("Concat", parts, NodeAttribute.Whole("axis", axis));

    /// <summary>Equal parts of the columns.</summary>
    internal static GraphValue[] SplitColumns(this GraphBuilder graph, GraphValue x, int count) =>
        graph.Node("Split", count, [x], NodeAttribute.Whole("axis", -1));

    /// <summary>Some of the columns.</summary>
    internal static GraphValue Columns(this GraphBuilder graph, GraphValue x, int start, int count) =>
        graph.Node("Slice", [x, graph.Wholes(start), graph.Wholes(start + count), graph.Wholes(-1)]);

    /// <summary>A new axis of size 1.</summary>
    internal static GraphValue Unsqueeze(this GraphBuilder graph, GraphValue x, int axis) => graph.Node("Unsqueeze", [x, graph.Wholes(axis)]);

    /// <summary>Without an axis of size 1.</summary>
    internal static GraphValue Squeeze(this GraphBuilder graph, GraphValue x, int axis) => graph.Node("Squeeze", [x, graph.Wholes(axis)]);

    /// <summary>The axes in another order.</summary>
    internal static GraphValue Transpose(this GraphBuilder graph, GraphValue x, params long[] order) =>
        graph.Node("Transpose", [x], NodeAttribute.Wholes("perm", order));

    /// <summary>The same elements along other axes; 0 keeps a size, −1 takes what is left.</summary>
    internal static GraphValue Reshape(this GraphBuilder graph, GraphValue x, params long[] shape) => graph.Node("Reshape", [x, graph.Wholes(shape)]);

    /// <summary>Sums over an axis, which stays with size 1 if it is kept.</summary>
    internal static GraphValue Sum(this GraphBuilder graph, GraphValue x, int axis, bool keeps) =>
        graph.Node("ReduceSum", [x, graph.Wholes(axis)], NodeAttribute.Whole("keepdims", keeps ? 1 : 0));

    /// <summary>The largest elements along an axis, which goes away.</summary>
    internal static GraphValue Largest(this GraphBuilder graph, GraphValue x, int axis) =>
        graph.Node("ReduceMax", [x], NodeAttribute.Wholes("axes", axis), NodeAttribute.Whole("keepdims", 0));

    /// <summary>The size of an axis: [1].</summary>
    internal static GraphValue SizeOf(this GraphBuilder graph, GraphValue x, int axis) =>
        graph.Node("Shape", [x], NodeAttribute.Whole("start", axis), NodeAttribute.Whole("end", axis + 1));

    /// <summary>Zeros: [batch, columns].</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="like">[batch, …]</param>
    /// <param name="columns">Number of columns.</param>
    internal static GraphValue Zeros(this GraphBuilder graph, GraphValue like, int columns) =>
        graph.Node("ConstantOfShape", [graph.Join(0, graph.SizeOf(like, 0), graph.Wholes(columns))]);

    /// <summary>A single float.</summary>
    internal static GraphValue Number(this GraphBuilder graph, float value) =>
        graph.Tensor(new BlockTensor(FormattableString.Invariant($"number {value:R}"), [], TensorBlock.Of(value)));

    /// <summary>Whole numbers: [count].</summary>
    internal static GraphValue Wholes(this GraphBuilder graph, params long[] values) =>
        graph.Tensor(new WholeTensor($"wholes {string.Join(' ', values)}", isSingle: false, values));

    /// <summary>A single whole number.</summary>
    internal static GraphValue Whole(this GraphBuilder graph, long value) =>
        graph.Tensor(new WholeTensor(FormattableString.Invariant($"whole {value}"), isSingle: true, value));
}
