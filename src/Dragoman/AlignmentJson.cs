using System.Text.Json;
using Dragoman.Alignments;
using Dragoman.Serialization;

namespace Dragoman;

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
        return Write(map, json => json.WriteNumber("logProbability", logProbability));
    }

    /// <summary>The JSON text of a translation from <see cref="Translator.AlignBatch"/>, on one line.</summary>
    /// <param name="alignment">The translation.</param>
    /// <returns>
    /// As above, and <c>"tokenLogProbabilities":[…]</c>, of the target tokens and the end token, <c>"truncated"</c> and
    /// <c>"longerThanTrained"</c>; empty for a pair with a blank side.
    /// </returns>
    public static string ToJson(Translation alignment)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        return alignment.Attention is not { } map ? "" : Write(map, json =>
        {
            json.WriteNumber("logProbability", alignment.LogProbability);
            json.WriteStartArray("tokenLogProbabilities");
            foreach (double logProbability in alignment.TokenLogProbabilities)
            {
                json.WriteNumberValue(logProbability);
            }

            json.WriteEndArray();
            json.WriteBoolean("truncated", alignment.IsCut);
            json.WriteBoolean("longerThanTrained", alignment.IsLongerThanTrained);
        });
    }

    private static string Write(AttentionMap map, Action<Utf8JsonWriter> writeRest) => JsonLine.Of(json =>
    {
        AttentionJson.WriteProperties(json, map);
        writeRest(json);
    });
}
