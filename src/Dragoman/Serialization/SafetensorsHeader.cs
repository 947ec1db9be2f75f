using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Dragoman.Messages;

namespace Dragoman.Serialization;

/// <summary>The parsed and checked header of a safetensors file.</summary>
/// <param name="Tensors">The tensors in the order of their data.</param>
/// <param name="Metadata">What the writer noted about the file, without the checksum.</param>
/// <param name="Checksum">The noted checksum, or null.</param>
internal sealed record SafetensorsHeader(
    ImmutableArray<TensorEntry> Tensors, ImmutableSortedDictionary<string, string> Metadata, string? Checksum)
{
    /// <summary>The name in the header that belongs to no tensor.</summary>
    public const string MetadataName = "__metadata__";

    /// <summary>Parses the JSON text of a header and checks it against the size of the data.</summary>
    /// <param name="text">The header, padding included.</param>
    /// <param name="dataLength">Bytes that follow the header.</param>
    /// <exception cref="FormatException">The header is not valid, or does not describe exactly these bytes.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> text, long dataLength)
    {
        if (!text.Span.StartsWith("{"u8) || !Utf8.IsValid(text.Span))
        {
            throw new FormatException("the header is not a JSON object in UTF-8.");
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text, UniqueNames.Required(text.Span));
            return Parse(json.RootElement, dataLength);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair, escaped, inside a string.
            throw new FormatException($"the header is not valid JSON ({Excerpt.Of(exception.Message.TrimEnd('.'), start: 100, end: 100)}).", exception);
        }
    }

    private static SafetensorsHeader Parse(JsonElement root, long dataLength)
    {
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        ImmutableArray<TensorEntry>.Builder tensors = ImmutableArray.CreateBuilder<TensorEntry>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == MetadataName)
            {
                metadata.AddRange(ParseMetadata(property.Value));
            }
            else
            {
                tensors.Add(TensorEntryParser.Parse(property.Name, property.Value));
            }
        }

        tensors.Sort((left, right) => (left.Offset, left.ByteCount).CompareTo((right.Offset, right.ByteCount)));
        RequireGapless(tensors, dataLength);
        metadata.Remove(Serialization.Checksum.Key, out string? checksum);
        return new SafetensorsHeader(tensors.ToImmutable(), metadata.ToImmutable(), checksum);
    }

    private static IEnumerable<KeyValuePair<string, string>> ParseMetadata(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{MetadataName} must be an object of strings.");
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                throw new FormatException($"{MetadataName}.{Excerpt.Of(property.Name)} must be a string.");
            }

            yield return new(property.Name, property.Value.GetString()!); // A JSON string is never null.
        }
    }

    /// <summary>The format wants every byte of the data to belong to exactly one tensor.</summary>
    private static void RequireGapless(IReadOnlyList<TensorEntry> tensors, long dataLength)
    {
        long end = 0;
        foreach (TensorEntry tensor in tensors)
        {
            if (tensor.Offset != end)
            {
                string problem = tensor.Offset < end ? "overlaps the tensor before it" : "leaves a gap to the tensor before it";
                throw new FormatException($"tensor '{tensor.Name}' {problem}: it starts at byte {tensor.Offset}, not {end}.");
            }

            if (tensor.ByteCount > dataLength - end)
            {
                throw new FormatException(
                    $"tensor '{tensor.Name}' ends at byte {end + tensor.ByteCount}, but only {dataLength} bytes of data are there.");
            }

            end += tensor.ByteCount;
        }

        if (end != dataLength)
        {
            throw new FormatException($"{dataLength - end} bytes follow the last tensor and belong to none.");
        }
    }
}
