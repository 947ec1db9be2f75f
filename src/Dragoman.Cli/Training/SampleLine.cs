using System.Text.Json;
using Dragoman.Serialization;

namespace Dragoman.Cli.Training;

/// <summary>A line of <c>samples.jsonl</c>.</summary>
internal static class SampleLine
{
    /// <summary>The JSON text, on one line.</summary>
    /// <param name="update">Updates made.</param>
    /// <param name="translations">How sentences are translated then.</param>
    internal static string ToJson(long update, IReadOnlyList<Translation> translations) => JsonLine.Of(json =>
    {
        json.WriteNumber("update", update);
        json.WriteStartArray("samples");
        foreach (Translation translation in translations)
        {
            Write(json, translation);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, Translation translation)
    {
        json.WriteStartObject();
        json.WriteString("source", translation.Source);
        json.WriteString("translation", translation.Text);
        json.WritePropertyName("attention");
        if (translation.Attention is { } map)
        {
            AttentionJson.Write(json, map);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}
