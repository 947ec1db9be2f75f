using System.Text.Json;
using Dragoman.Serialization;

namespace Dragoman.Training;

/// <summary><c>metrics.jsonl</c> of a model folder: a JSON object for each validation, which training adds and reports read.</summary>
/// <remarks>
/// <c>{"epoch":1,"update":200,"trainingLoss":…,"validationLoss":…,"validationPerplexity":…,"validationScore":…,"best":true,"learningRate":…,"tokensPerSecond":…,
/// "seconds":…}</c>. JSON has no infinity: without validation, or when training runs wild, there is no number to note, and reading gives NaN.
/// </remarks>
internal sealed class MetricsLog : IDisposable
{
    private readonly LineLog _lines;

    private MetricsLog(LineLog lines)
    {
        _lines = lines;
    }

    /// <summary>Length of the file in bytes.</summary>
    internal long Length => _lines.Length;

    /// <summary>Opens or makes the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">Bytes to keep; what a crash has left behind them is dropped. Null keeps every whole line.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal static MetricsLog Open(string path, long? length) => new(LineLog.Open(path, length));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">A line is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static IEnumerable<ValidationResult> Read(string path)
    {
        foreach ((int index, string line) in File.ReadLines(path).Index())
        {
            yield return Parse(line) ?? throw new CheckpointException(
                path, FormattableString.Invariant($"line {index + 1} is not one of a training's metrics."), "Restore the file that training wrote.");
        }
    }

    /// <summary>Adds the result of a validation and waits until the disk has it, so that a checkpoint may note the length.</summary>
    /// <param name="result">The result.</param>
    internal void Append(ValidationResult result)
    {
        _lines.Append(Format(result));
        _lines.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private static string Format(ValidationResult result) => JsonLine.Of(json =>
    {
        json.WriteNumber("epoch", result.Epoch);
        json.WriteNumber("update", result.Update);
        WriteFinite(json, "trainingLoss", result.TrainingLoss);
        WriteFinite(json, "validationLoss", result.Loss);
        WriteFinite(json, "validationPerplexity", result.Perplexity);
        WriteFinite(json, "validationScore", result.Score ?? double.NaN);
        json.WriteBoolean("best", result.IsBest);
        json.WriteNumber("learningRate", result.LearningRate);
        json.WriteNumber("tokensPerSecond", Math.Round(result.TokensPerSecond, 1));
        json.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
    });

    private static void WriteFinite(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
    }

    /// <summary>What a line says; null if it is damaged.</summary>
    private static ValidationResult? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            JsonElement entry = json.RootElement;
            return new ValidationResult(
                Epoch: entry.GetProperty("epoch").GetInt64(),
                Update: entry.GetProperty("update").GetInt64(),
                TrainingLoss: ReadFinite(entry, "trainingLoss"),
                Loss: ReadFinite(entry, "validationLoss"),
                IsBest: entry.GetProperty("best").GetBoolean(),
                LearningRate: entry.GetProperty("learningRate").GetDouble(),
                TokensPerSecond: entry.GetProperty("tokensPerSecond").GetDouble(),
                Elapsed: TimeSpan.FromSeconds(entry.GetProperty("seconds").GetDouble()))
            {
                Score = ReadFinite(entry, "validationScore") is var score && double.IsFinite(score) ? score : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static double ReadFinite(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : double.NaN;
}
