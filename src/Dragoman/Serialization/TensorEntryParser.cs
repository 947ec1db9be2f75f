using System.Collections.Immutable;
using System.Text.Json;
using Dragoman.Messages;

namespace Dragoman.Serialization;

/// <summary>Reads one tensor's entry in a safetensors header: <c>{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}</c>.</summary>
internal static class TensorEntryParser
{
    private const int MaximumRank = 8;
    private const int MaximumNameLength = 1000;

    /// <exception cref="FormatException">The entry is incomplete or contradicts itself.</exception>
    public static TensorEntry Parse(string name, JsonElement value)
    {
        if (name.Length > MaximumNameLength)
        {
            throw new FormatException($"the name of a tensor is {name.Length} characters long; at most {MaximumNameLength} are read: '{Excerpt.Of(name)}'.");
        }

        if (name.Any(char.IsControl))
        {
            throw new FormatException($"the name of a tensor holds control characters: '{Excerpt.Of(name)}'.");
        }

        StoredType type = ParseType(name, Member(name, value, "dtype"));
        ImmutableArray<long> shape = ParseNumbers(name, "shape", Member(name, value, "shape"));
        if (shape.Length > MaximumRank)
        {
            throw new FormatException($"tensor '{name}' has {shape.Length} axes; at most {MaximumRank} are read.");
        }

        ImmutableArray<long> offsets = ParseNumbers(name, "data_offsets", Member(name, value, "data_offsets"));
        if (offsets.Length != 2 || offsets[0] > offsets[1])
        {
            throw new FormatException($"tensor '{name}': data_offsets must be [begin, end] with begin ≤ end.");
        }

        var entry = new TensorEntry(name, type, shape, offsets[0], offsets[1] - offsets[0]);
        if (ByteCount(type, shape) != entry.ByteCount)
        {
            throw new FormatException(
                $"tensor '{name}': shape {entry.ShapeText} of type {type.Name()} does not fill its {entry.ByteCount} bytes.");
        }

        return entry;
    }

    private static JsonElement Member(string name, JsonElement value, string member)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(member, out JsonElement result))
        {
            throw new FormatException($"tensor '{name}' has no {member}.");
        }

        return result;
    }

    private static StoredType ParseType(string name, JsonElement value)
    {
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return (text is null ? null : StoredTypes.Parse(text)) ?? throw new FormatException(
            $"tensor '{name}' has the type {Excerpt.Of(value.GetRawText())}; {StoredTypes.Names} can be read.");
    }

    private static ImmutableArray<long> ParseNumbers(string name, string member, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"tensor '{name}': {member} must be a list of numbers.");
        }

        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>(value.GetArrayLength());
        foreach (JsonElement element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long number) || number < 0)
            {
                throw new FormatException($"tensor '{name}': {member} holds {Excerpt.Of(element.GetRawText())}, which is not a size.");
            }

            numbers.Add(number);
        }

        return numbers.DrainToImmutable();
    }

    /// <summary>Number of bytes of a shape, or null when it exceeds 63 bits.</summary>
    private static long? ByteCount(StoredType type, ImmutableArray<long> shape)
    {
        long count = type.Size();
        foreach (long size in shape)
        {
            if (size != 0 && count > long.MaxValue / size)
            {
                return null;
            }

            count *= size;
        }

        return count;
    }
}

/// <summary>One tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">Dotted path of the parameter, such as <c>encoder.forward.0.weight_hh</c>.</param>
/// <param name="Type">Type of the elements.</param>
/// <param name="Shape">Sizes, outermost first; empty for a single number.</param>
/// <param name="Offset">First byte, counted from the start of the data.</param>
/// <param name="ByteCount">Number of bytes.</param>
internal sealed record TensorEntry(string Name, StoredType Type, ImmutableArray<long> Shape, long Offset, long ByteCount)
{
    /// <summary>Rows and columns as a matrix: the last size, and the product of those before it; a number has one of each.</summary>
    public (long Rows, long Columns) MatrixShape => (
        Shape.SkipLast(1).Aggregate(1L, static (product, size) => product * size), Shape.IsEmpty ? 1 : Shape[^1]);

    /// <summary>Number of elements.</summary>
    public long Count => ByteCount / Type.Size();

    /// <summary>The shape as messages print it, such as <c>[512, 256]</c>.</summary>
    internal string ShapeText => $"[{string.Join(", ", Shape)}]";
}
