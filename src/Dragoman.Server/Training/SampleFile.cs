using System.Text.Json;
using Dragoman.Storage;

namespace Dragoman.Server.Training;

/// <summary><c>samples.jsonl</c> of a model folder: fixed sentences, translated at each validation of a training.</summary>
internal static class SampleFile
{
    /// <summary>The sentences, which the model should be able to translate; none if there is no such file.</summary>
    /// <param name="folder">The model folder.</param>
    /// <remarks>They are read from the last line; of what is before it, which may be long, nothing is read.</remarks>
    internal static IReadOnlyList<string> Suggestions(string folder)
    {
        ReadOnlyMemory<byte> last = LinesBackwards.Read(new ModelFolder(folder).SamplesPath).Select(entry => entry.Line).FirstOrDefault(line => JsonLines.IsJson(line.Span));
        if (last.IsEmpty)
        {
            return [];
        }

        using var line = JsonDocument.Parse(last);
        return line.RootElement.ValueKind == JsonValueKind.Object && line.RootElement.TryGetProperty("samples", out JsonElement samples) && samples.ValueKind == JsonValueKind.Array
            ? [.. samples.EnumerateArray().Select(Source).OfType<string>()]
            : [];
    }

    private static string? Source(JsonElement sample) =>
        sample.ValueKind == JsonValueKind.Object && sample.TryGetProperty("source", out JsonElement source) && source.ValueKind == JsonValueKind.String
            ? source.GetString()
            : null;
}
