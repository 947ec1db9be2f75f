using System.Text;
using System.Text.Json;

namespace Dragoman.Fuzz.Requests;

/// <summary>What every answer must be: a good one, or a problem that says in plain words what was wrong with the request.</summary>
internal static class AnswerRule
{
    private const int LongestDetail = 600;

    /// <summary>Names of the code, which tell a caller nothing.</summary>
    private static readonly string[] Code = ["System.", "Microsoft.", "Dragoman.", "Exception", "   at ", "(Parameter", "Nullable", "`1[", "Int32", "Boolean", "IReadOnlyList", "\"int ", "\"string "];

    /// <summary>What the transport says itself, without a body, of messages that are no requests.</summary>
    private static readonly int[] OfTransport = [400, 405, 408, 411, 413, 414, 417, 431, 501, 505];

    /// <summary>What is wrong with an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="isWellFramed">Whether the server could tell where the request began and ended, so that it must answer.</param>
    /// <param name="hasBody">Whether the method has answers with bodies.</param>
    /// <returns>Null if it is as it must be.</returns>
    internal static string? FaultOf(RawAnswer answer, bool isWellFramed, bool hasBody)
    {
        if (answer.Status == 0)
        {
            return isWellFramed ? $"no answer, and the connection {(answer.HasEnded ? "closed" : "open")}" : null;
        }

        if (answer.Head.Split("\r\n").Any(line => line.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase)))
        {
            return "a header was put into the answer";
        }

        if (answer.Status >= 500 && answer.Status != 503 && !(answer.Status is 501 or 505 && IsOfTransport(answer)))
        {
            return $"status {answer.Status}: {Encoding.UTF8.GetString(answer.Body())}";
        }

        return answer.Status is 204 or 304 || !hasBody || answer.Header("Content-Encoding") is not null || (!isWellFramed && (!answer.HasEnded || IsOfTransport(answer))) ? null : FaultOfBody(answer);
    }

    private static bool IsOfTransport(RawAnswer answer) => OfTransport.Contains(answer.Status) && answer.Header("X-Content-Type-Options") is null && answer.Header("Content-Length") == "0";

    private static string? FaultOfBody(RawAnswer answer)
    {
        string type = answer.Header("Content-Type")?.Split(';')[0] ?? "none";
        try
        {
            string body = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(answer.Body());
            return answer.Status >= 400 && type != "application/problem+json" && type != "text/event-stream" ? $"status {answer.Status} with a body of type {type}" : type switch
            {
                "application/problem+json" => FaultOfDetail(JsonElement.Parse(body).TryGetProperty("detail", out JsonElement detail) ? detail.GetString() : null),
                "application/json" => FaultOfJson(body),
                "application/x-ndjson" => body.Split('\n').Where(line => line.Length > 0).Select(FaultOfJson).FirstOrDefault(fault => fault is not null),
                "text/event-stream" => body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => FaultOfJson(line[6..])).FirstOrDefault(fault => fault is not null),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or DecoderFallbackException or InvalidOperationException)
        {
            return $"status {answer.Status}, {type}: {e.Message}";
        }
    }

    private static string? FaultOfJson(string json)
    {
        JsonElement value = JsonElement.Parse(json);
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty("error", out JsonElement error) ? FaultOfDetail(error.GetString()) : null;
    }

    /// <summary>What is wrong with the text of a problem; null if nothing.</summary>
    internal static string? FaultOfDetail(string? detail) =>
        string.IsNullOrWhiteSpace(detail) ? "an error without a detail"
        : detail.Length > LongestDetail ? $"a detail of {detail.Length} characters: {detail[..100]}"
        : detail.Any(char.IsControl) ? $"a detail with control characters: {detail}"
        : Code.FirstOrDefault(name => detail.Contains(name, StringComparison.Ordinal)) is { } found ? $"a detail that speaks of the code ({found}): {detail}"
        : null;
}
