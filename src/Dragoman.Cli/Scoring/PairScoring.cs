using System.Globalization;
using System.Text.Json;
using Dragoman.Data;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Cli.Scoring;

/// <summary>Writes how probable a model finds given pairs, line by line.</summary>
/// <param name="translator">The model.</param>
/// <param name="totals">Counts what is scored, and names the file.</param>
internal sealed class PairScoring(Translator translator, ScoringTotals totals)
{
    private const int ChunkSize = 1000;

    /// <summary>Scores pairs; one with a blank side has a blank line, or null in JSON.</summary>
    /// <param name="pairs">The pairs, one per line.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="asJson">Whether to write objects instead of columns.</param>
    /// <param name="withTokens">Whether columns have one for the tokens.</param>
    internal void Run(IEnumerable<SentencePair> pairs, TextWriter output, bool asJson, bool withTokens)
    {
        long line = 0;
        foreach (Translation scored in pairs.Chunk(ChunkSize).SelectMany(chunk => translator.ScoreBatch(chunk)))
        {
            line++;
            totals.Add(line, scored);
            output.Write((asJson ? Json(line, scored) : Columns(scored, withTokens)) + "\n");
        }

        totals.ThrowIfEmpty();
    }

    private static string Columns(Translation scored, bool withTokens)
    {
        int count = scored.TokenLogProbabilities.Count;
        if (count == 0)
        {
            return "";
        }

        string columns = string.Create(
            CultureInfo.InvariantCulture, $"{scored.LogProbability:F6}\t{scored.LogProbability / count:F6}\t{count}");
        IEnumerable<string> tokens = Tokens(scored).Select(token => string.Create(CultureInfo.InvariantCulture, $"{token.Token}:{token.LogProbability:F6}"));
        return withTokens ? $"{columns}\t{string.Join(' ', tokens)}" : columns;
    }

    private static string Json(long line, Translation scored) => JsonLine.Of(json =>
    {
        int count = scored.TokenLogProbabilities.Count;
        json.WriteNumber("line", line);
        JsonLine.WriteNumber(json, "logProbability", count > 0 ? scored.LogProbability : double.NaN);
        JsonLine.WriteNumber(json, "perToken", scored.LogProbability / count);
        Write(json, "tokens", scored.Tokens, json.WriteStringValue);
        Write(json, "tokenLogProbabilities", scored.TokenLogProbabilities, json.WriteNumberValue);
        Write(json, "unknownSource", scored.UnknownSource, json.WriteNumberValue);
        Write(json, "unknownTarget", scored.UnknownTarget, json.WriteNumberValue);
    });

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Token, double LogProbability)> Tokens(Translation scored) =>
        scored.Tokens.Append(Vocabulary.EosToken).Zip(scored.TokenLogProbabilities);
}
