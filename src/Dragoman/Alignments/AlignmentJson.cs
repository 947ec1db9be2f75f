using System.Text;
using System.Text.Json;
using Dragoman.Visualization;

namespace Dragoman.Alignments;

/// <summary>
/// Writes the attention weights of a given translation as JSON:
/// <c>{"source":[…],"target":[…],"weights":[[…]],"logProbability":…}</c>, a row of weights for each target token.
/// </summary>
public static class AlignmentJson
{
    /// <summary>The JSON text, on one line.</summary>
    /// <param name="map">The weights.</param>
    /// <param name="logProbability">Natural logarithm of the model's probability of the translation.</param>
    public static string ToJson(AttentionMap map, double logProbability)
    {
        ArgumentNullException.ThrowIfNull(map);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, AttentionJson.Options))
        {
            json.WriteStartObject();
            AttentionJson.WriteProperties(json, map);
            json.WriteNumber("logProbability", logProbability);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
