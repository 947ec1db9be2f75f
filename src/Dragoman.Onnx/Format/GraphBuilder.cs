using Dragoman.Numerics.Autodiff;
using Dragoman.Serialization;

namespace Dragoman.Onnx.Format;

/// <summary>A graph as it grows: inputs, nodes in the order in which they are computed, the numbers that they need, and outputs.</summary>
/// <param name="name">Name of the graph.</param>
internal sealed class GraphBuilder(string name)
{
    private readonly ProtobufWriter _nodes = new();
    private readonly List<Port> _inputs = [];
    private readonly List<Port> _outputs = [];
    private readonly Dictionary<string, GraphTensor> _tensors = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>Name of the graph.</summary>
    internal string Name => name;

    /// <summary>What the graph reads.</summary>
    internal IReadOnlyList<Port> Inputs => _inputs;

    /// <summary>What the graph gives.</summary>
    internal IReadOnlyList<Port> Outputs => _outputs;

    /// <summary>The numbers in the graph.</summary>
    internal IReadOnlyCollection<GraphTensor> Tensors => _tensors.Values;

    /// <summary>The nodes, a field of a <c>GraphProto</c> each.</summary>
    internal ReadOnlySpan<byte> Nodes => _nodes.Written;

    /// <summary>Adds an input.</summary>
    /// <param name="port">The input.</param>
    internal GraphValue Input(Port port)
    {
        _inputs.Add(port);
        return new GraphValue(port.Name);
    }

    /// <summary>Adds an output.</summary>
    /// <param name="port">The output.</param>
    /// <param name="value">What it gives.</param>
    internal void Output(Port port, GraphValue value)
    {
        _outputs.Add(port);
        WriteNode("Identity", port.Name, [value], [port.Name], []);
    }

    /// <summary>Adds a node.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">What it reads; null for an input that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    internal GraphValue Node(string operation, GraphValue?[] inputs, params NodeAttribute[] attributes) => Node(operation, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="count">Number of outputs.</param>
    /// <param name="inputs">What it reads; null for an input that is left out.</param>
    /// <param name="attributes">Its settings.</param>
    internal GraphValue[] Node(string operation, int count, GraphValue?[] inputs, params NodeAttribute[] attributes)
    {
        string node = Fresh(operation);
        string[] outputs = [.. Enumerable.Range(0, count).Select(i => count == 1 ? node : $"{node}.{i}")];
        WriteNode(operation, node, inputs, outputs, attributes);
        return [.. outputs.Select(output => new GraphValue(output))];
    }

    /// <summary>A parameter: [rows, columns], or [columns] for a vector.</summary>
    /// <param name="parameter">The parameter.</param>
    internal GraphValue Tensor(Parameter parameter)
    {
        long[] shape = parameter.Kind == ParameterKind.Vector ? [parameter.ColumnCount] : [parameter.RowCount, parameter.ColumnCount];
        return Tensor(new BlockTensor(parameter.Name, shape, TensorBlock.Of(parameter)));
    }

    /// <summary>The block of a parameter that a linear map multiplies by: [output, input].</summary>
    /// <param name="weight">The block.</param>
    internal GraphValue Tensor(Weight weight)
    {
        Parameter parameter = weight.Parameter;
        string part = parameter.Weights.Count == 1 ? parameter.Name : $"{parameter.Name}.part{weight.Index}";
        return Tensor(new BlockTensor(part, [weight.OutputSize, weight.InputSize], TensorBlock.Of(weight)));
    }

    /// <summary>Numbers, once however often they are asked for.</summary>
    /// <param name="tensor">The numbers; of one name there is one tensor.</param>
    internal GraphValue Tensor(GraphTensor tensor)
    {
        _tensors.TryAdd(tensor.Name, tensor);
        return new GraphValue(tensor.Name);
    }

    /// <summary>A name that no other value has.</summary>
    /// <param name="stem">Its beginning.</param>
    private string Fresh(string stem)
    {
        int number = _counts.GetValueOrDefault(stem);
        _counts[stem] = number + 1;
        return $"{stem}_{number}";
    }

    private void WriteNode(string operation, string node, GraphValue?[] inputs, string[] outputs, NodeAttribute[] attributes)
    {
        ProtobufWriter message = new();
        foreach (GraphValue? input in inputs)
        {
            message.WriteText(1, input?.Name ?? "");
        }

        foreach (string output in outputs)
        {
            message.WriteText(2, output);
        }

        message.WriteText(3, node);
        message.WriteText(4, operation);
        foreach (NodeAttribute attribute in attributes)
        {
            message.WriteMessage(5, attribute.Message);
        }

        _nodes.WriteMessage(1, message);
    }
}

/// <summary>What an input, a tensor or a node of a graph gives.</summary>
/// <param name="Name">Its name in the graph.</param>
internal readonly record struct GraphValue(string Name);
