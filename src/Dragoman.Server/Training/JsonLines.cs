using System.Text.Json;

namespace Dragoman.Server.Training;

/// <summary>Lines of JSON as a training writes them.</summary>
internal static class JsonLines
{
    /// <summary>Whether a line is JSON; a blank one is not, nor one that a crash has cut off.</summary>
    /// <param name="line">The line, without its end.</param>
    internal static bool IsJson(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader json = new(line);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The member <c>update</c> of a line: updates made when it was written; null if it has none.</summary>
    /// <param name="line">The line, without its end.</param>
    internal static long? UpdateOf(ReadOnlyMemory<byte> line)
    {
        if (!IsJson(line.Span))
        {
            return null;
        }

        using var json = JsonDocument.Parse(line);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("update", out JsonElement update)
            && update.ValueKind == JsonValueKind.Number && update.TryGetInt64(out long number)
            ? number
            : null;
    }
}
