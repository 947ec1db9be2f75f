using System.Collections.Immutable;

namespace Dragoman.Serialization;

/// <summary>One tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Dotted path of the parameter, such as <c>encoder.forward.0.weight_hh</c>.</param>
/// <param name="Type">Type of the elements.</param>
/// <param name="Shape">Sizes, outermost first; empty for a single number.</param>
/// <param name="Offset">First byte, counted from the start of the data.</param>
/// <param name="ByteCount">Number of bytes.</param>
public sealed record TensorEntry(string Name, StoredType Type, ImmutableArray<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Number of elements.</summary>
    public long Count => ByteCount / Type.Size();

    /// <summary>The shape as messages print it, such as <c>[512, 256]</c>.</summary>
    internal string ShapeText => $"[{string.Join(", ", Shape)}]";
}
