using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Onnx.Format;

/// <summary>A graph as a file, an ONNX <c>ModelProto</c>. Numbers go straight from the model to the file.</summary>
internal sealed class GraphFile
{
    /// <summary>Version of the format: the first that has <see cref="OperatorVersion"/>.</summary>
    internal const int FormatVersion = 8;

    /// <summary>Version of the operators.</summary>
    internal const int OperatorVersion = 17;

    private const int GraphField = 7;
    private const int TensorField = 5;
    private const long MostBytes = int.MaxValue; // of a message in this wire format

    private readonly GraphBuilder _graph;
    private readonly ProtobufWriter _head = new();
    private readonly ProtobufWriter _end = new();
    private readonly long _graphLength;

    /// <summary>Lays out a file; nothing is written yet.</summary>
    /// <param name="graph">The whole graph.</param>
    internal GraphFile(GraphBuilder graph)
    {
        _graph = graph;
        _end.WriteText(2, graph.Name);
        foreach (Port input in graph.Inputs)
        {
            _end.WriteMessage(11, input.ToMessage());
        }

        foreach (Port output in graph.Outputs)
        {
            _end.WriteMessage(12, output.ToMessage());
        }

        _graphLength = graph.Nodes.Length + _end.Written.Length + graph.Tensors.Sum(tensor => LengthOf(tensor).Written.Length + tensor.Length);
        WriteHead();
    }

    /// <summary>Name of the file.</summary>
    internal string Name => _graph.Name + ".onnx";

    /// <summary>Bytes of the file.</summary>
    internal long Length => _head.Written.Length + _graphLength;

    /// <summary>Throws if the format has no room for the graph.</summary>
    /// <exception cref="ConfigurationException">It has more than 2 GB.</exception>
    internal void ThrowIfTooLarge()
    {
        if (Length > MostBytes)
        {
            throw new ConfigurationException(FormattableString.Invariant(
                $"{Name} would have {Length / 1e9:F1} GB, and an ONNX file holds at most {MostBytes / 1e9:F1} GB. ") +
                "Train a model with a smaller vocabulary (data.vocabulary), or with smaller model.embedSize and hidden sizes.");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to write.</param>
    internal void Write(Stream stream)
    {
        stream.Write(_head.Written);
        stream.Write(_graph.Nodes);
        foreach (GraphTensor tensor in _graph.Tensors)
        {
            stream.Write(LengthOf(tensor).Written);
            tensor.Write(stream);
        }

        stream.Write(_end.Written);
    }

    private static ProtobufWriter LengthOf(GraphTensor tensor)
    {
        ProtobufWriter field = new();
        field.WriteLength(TensorField, tensor.Length);
        return field;
    }

    private void WriteHead()
    {
        ProtobufWriter operators = new();
        operators.WriteText(1, ""); // The format's own.
        operators.WriteInteger(2, OperatorVersion);

        _head.WriteInteger(1, FormatVersion);
        _head.WriteText(2, "dragoman");
        _head.WriteMessage(8, operators);
        _head.WriteLength(GraphField, _graphLength);
    }
}
