using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Explanations;

/// <summary>Writes scores as numbers, and −∞, which JSON does not have, as null.</summary>
internal sealed class ScoresConverter : JsonConverter<float[]>
{
    /// <inheritdoc/>
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<float> scores = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            scores.Add(reader.TokenType == JsonTokenType.Null ? float.NegativeInfinity : reader.GetSingle());
        }

        return [.. scores];
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (float score in value)
        {
            if (float.IsFinite(score))
            {
                writer.WriteNumberValue(score);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
