using System.Text.Json;
using Dragoman.Alignments;
using Dragoman.Serialization;

namespace Dragoman;

/// <summary>Writes the translations of a sentence as one JSON object, with what the model has read and the probability of every token.</summary>
/// <remarks>
/// <c>{"number":0,"source":"…","tokens":[…],"unknown":[…],"truncated":false,"longerThanTrained":false,"translations":[{"text":"…","tokens":[…],
/// "unknown":[…],"complete":true,"score":…,"logProbability":…,"tokenLogProbabilities":[…],"alignment":[[0,0],…],"weights":[[…],…]}]}</c>. A model
/// without attention gives neither alignment nor weights.
/// </remarks>
public static class TranslationJson
{
    /// <summary>The JSON text, on one line.</summary>
    /// <param name="number">Number of the sentence, from 0.</param>
    /// <param name="translations">Its translations, at least one, the best first.</param>
    /// <param name="withWeights">Whether all attention weights are written: a row for each target token, a number for each source token.</param>
    public static string ToJson(long number, IReadOnlyList<Translation> translations, bool withWeights = false)
    {
        ArgumentNullException.ThrowIfNull(translations);
        ArgumentOutOfRangeException.ThrowIfZero(translations.Count, nameof(translations));
        return JsonLine.Of(json =>
        {
            json.WriteNumber("number", number);
            WriteSource(json, translations[0]);
            json.WriteStartArray("translations");
            foreach (Translation translation in translations)
            {
                WriteTranslation(json, translation, withWeights);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteSource(Utf8JsonWriter json, Translation translation)
    {
        json.WriteString("source", translation.Source);
        JsonText.WriteWords(json, "tokens", translation.SourceTokens);
        JsonText.WriteNumbers(json, "unknown", translation.UnknownSource);
        json.WriteBoolean("truncated", translation.IsCut);
        json.WriteBoolean("longerThanTrained", translation.IsLongerThanTrained);
    }

    private static void WriteTranslation(Utf8JsonWriter json, Translation translation, bool withWeights)
    {
        json.WriteStartObject();
        json.WriteString("text", translation.Text);
        JsonText.WriteWords(json, "tokens", translation.Tokens);
        JsonText.WriteNumbers(json, "unknown", translation.UnknownTarget);
        json.WriteBoolean("complete", translation.IsComplete);
        json.WriteNumber("score", translation.Score);
        json.WriteNumber("logProbability", translation.LogProbability);
        json.WriteStartArray("tokenLogProbabilities");
        foreach (double logProbability in translation.TokenLogProbabilities)
        {
            json.WriteNumberValue(logProbability);
        }

        json.WriteEndArray();
        if (translation.Attention is { } map)
        {
            WriteAlignment(json, map);
            if (withWeights)
            {
                AttentionJson.WriteWeights(json, map);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteAlignment(Utf8JsonWriter json, AttentionMap map)
    {
        json.WriteStartArray("alignment");
        foreach (AlignmentLink link in HardAlignment.Of(map))
        {
            json.WriteStartArray();
            json.WriteNumberValue(link.Source);
            json.WriteNumberValue(link.Target);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
