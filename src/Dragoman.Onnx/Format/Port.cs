using Dragoman.Serialization;

namespace Dragoman.Onnx.Format;

/// <summary>An input or an output of a graph.</summary>
/// <param name="Name">Its name, a contract with whoever runs the graph.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Shape">Its axes, the outermost first.</param>
internal sealed record Port(string Name, ElementType Type, params Dimension[] Shape)
{
    /// <summary>The port as a <c>ValueInfoProto</c>.</summary>
    internal ProtobufWriter ToMessage()
    {
        ProtobufWriter shape = new();
        foreach (Dimension axis in Shape)
        {
            shape.WriteMessage(1, axis.ToMessage());
        }

        ProtobufWriter tensor = new();
        tensor.WriteInteger(1, (long)Type);
        tensor.WriteMessage(2, shape);

        ProtobufWriter type = new();
        type.WriteMessage(1, tensor);

        ProtobufWriter port = new();
        port.WriteText(1, Name);
        port.WriteMessage(2, type);
        return port;
    }
}

/// <summary>An axis of a port: a number, or a name for what each call decides.</summary>
/// <param name="Size">Its size; not looked at if it has a name.</param>
/// <param name="Name">Its name, equal wherever the size is equal; null for a fixed size.</param>
internal readonly record struct Dimension(long Size, string? Name = null)
{
    /// <summary>Number of sentences, or of hypotheses.</summary>
    internal static Dimension Batch { get; } = new(0, "batch");

    /// <summary>Tokens of the longest source sentence.</summary>
    internal static Dimension SourceTime { get; } = new(0, "source_time");

    /// <summary>An axis of a fixed size.</summary>
    /// <param name="size">The size.</param>
    public static implicit operator Dimension(int size) => new(size);

    /// <summary>The axis as a <c>TensorShapeProto.Dimension</c>.</summary>
    internal ProtobufWriter ToMessage()
    {
        ProtobufWriter axis = new();
        if (Name is null)
        {
            axis.WriteInteger(1, Size);
        }
        else
        {
            axis.WriteText(2, Name);
        }

        return axis;
    }
}
