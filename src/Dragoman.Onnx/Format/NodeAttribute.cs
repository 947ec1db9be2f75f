using Dragoman.Serialization;

namespace Dragoman.Onnx.Format;

/// <summary>A setting of a node that is known when the graph is made.</summary>
internal sealed class NodeAttribute
{
    private const int NameField = 1;
    private const int TypeField = 20;

    private NodeAttribute(string name, int type, Action<ProtobufWriter> writeValue)
    {
        Message.WriteText(NameField, name);
        writeValue(Message);
        Message.WriteInteger(TypeField, type);
    }

    /// <summary>The attribute as an <c>AttributeProto</c>.</summary>
    internal ProtobufWriter Message { get; } = new();

    /// <summary>A float.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    internal static NodeAttribute Number(string name, float value) => new(name, 1, message => message.WriteSingle(2, value));

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    internal static NodeAttribute Whole(string name, long value) => new(name, 2, message => message.WriteInteger(3, value));

    /// <summary>A word.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    internal static NodeAttribute Text(string name, string value) => new(name, 3, message => message.WriteText(4, value));

    /// <summary>Several whole numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Their values.</param>
    internal static NodeAttribute Wholes(string name, params long[] values) => new(name, 7, message =>
    {
        foreach (long value in values)
        {
            message.WriteInteger(8, value);
        }
    });
}
