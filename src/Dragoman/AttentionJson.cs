using System.Text;
using System.Text.Json;
using Dragoman.Alignments;
using Dragoman.Serialization;

namespace Dragoman;

/// <summary>Writes an attention map as JSON: <c>{"source":[…],"target":[…],"weights":[[…]]}</c>, a row of weights for each target token.</summary>
/// <remarks>
/// Where there are tokens that the model does not know, <c>"unknown":[…]</c> has the places of those of the source, from 0, and
/// <c>"unknownTarget":[…]</c> of those of a given target.
/// </remarks>
public static class AttentionJson
{
    /// <summary>Writes a map as one line of UTF-8, without a line end.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="map">The weights.</param>
    public static void Write(Stream stream, AttentionMap map)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, JsonText.Options);
        Write(json, map);
    }

    /// <summary>Writes a map as a value of a larger JSON text.</summary>
    /// <param name="json">The writer, where a value may stand.</param>
    /// <param name="map">The weights.</param>
    public static void Write(Utf8JsonWriter json, AttentionMap map)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(map);
        json.WriteStartObject();
        WriteProperties(json, map);
        json.WriteEndObject();
    }

    /// <summary>The JSON text of a map, on one line.</summary>
    /// <param name="map">The weights.</param>
    public static string ToJson(AttentionMap map)
    {
        using var stream = new MemoryStream();
        Write(stream, map);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the properties of a map inside an object.</summary>
    internal static void WriteProperties(Utf8JsonWriter json, AttentionMap map)
    {
        JsonText.WriteWords(json, "source", map.Source);
        JsonText.WriteWords(json, "target", map.Target);
        WriteWeights(json, map);
        if (map.UnknownSource.Count > 0)
        {
            JsonText.WriteNumbers(json, "unknown", map.UnknownSource);
        }

        if (map.UnknownTarget.Count > 0)
        {
            JsonText.WriteNumbers(json, "unknownTarget", map.UnknownTarget);
        }
    }

    /// <summary>Writes the weights, a row for each target token, as a property.</summary>
    internal static void WriteWeights(Utf8JsonWriter json, AttentionMap map)
    {
        json.WriteStartArray("weights");
        for (int row = 0; row < map.Target.Count; row++)
        {
            json.WriteStartArray();
            foreach (float weight in map.Row(row))
            {
                json.WriteNumberValue(weight);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
