using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Server.Api;

/// <summary>A string, or an array of strings.</summary>
/// <param name="Items">The strings.</param>
/// <param name="IsMany">Whether they are an array.</param>
[JsonConverter(typeof(OneOrManyConverter))]
internal sealed record OneOrMany(IReadOnlyList<string> Items, bool IsMany);

/// <summary>Reads and writes <see cref="OneOrMany"/>.</summary>
internal sealed class OneOrManyConverter : JsonConverter<OneOrMany>
{
    /// <inheritdoc/>
    public override OneOrMany Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new OneOrMany([reader.GetString()!], IsMany: false); // A string is never null.
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Expected a string or an array of strings.");
        }

        List<string> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw new JsonException("Expected a string in the array."));
        }

        return new OneOrMany(items, IsMany: true);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OneOrMany value, JsonSerializerOptions options)
    {
        if (!value.IsMany)
        {
            writer.WriteStringValue(value.Items[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (string item in value.Items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
