using System.Text.Json;
using Dragoman.Hosting;
using Dragoman.Messages;
using Dragoman.Options;
using Microsoft.AspNetCore.Diagnostics;

namespace Dragoman.Server.Errors;

/// <summary>Turns whatever goes wrong into problem details (RFC 9457): what, where, and what to do about it.</summary>
/// <param name="problems">Writes them.</param>
/// <param name="log">Is told of faults of the server.</param>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    private const int LongestReason = 200;
    private const string RetryAfterSeconds = "1";

    /// <summary>Types of numbers as the parser names them, and what they are in JSON; the first that fits counts.</summary>
    private static readonly (string Type, string Expected)[] Kinds =
    [
        ("UInt64", "a whole number that is neither negative nor too large"),
        ("Int", "a whole number that is not too large"),
    ];

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        (int status, string? detail) = Report(exception, httpContext.Request.Path, log);
        if (status == StatusCodes.Status429TooManyRequests)
        {
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        }
        else if (status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = RequestException.KeyScheme;
        }

        httpContext.Response.StatusCode = status;
        await problems.WriteAsync(httpContext, detail).ConfigureAwait(false);
        return true;
    }

    /// <summary>The status code and the text for an error; a fault of the server is noted in its log.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="path">Path of the request.</param>
    /// <param name="log">The log.</param>
    /// <returns>No text where the code says enough.</returns>
    internal static (int Status, string? Detail) Report(Exception error, string path, ILogger log)
    {
        (int status, string? detail) = Describe(error);
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogFault(log, path, error);
        }

        return (status, detail);
    }

    /// <summary>The status code and the text for an error; no text where the code says enough.</summary>
    /// <param name="error">What went wrong.</param>
    internal static (int Status, string? Detail) Describe(Exception error)
    {
        (int status, string? detail) = Find(error);
        return (status, detail is null ? null : OnOneLine(detail));
    }

    private static (int Status, string? Detail) Find(Exception error) => error switch
    {
        RequestException e => (e.Status, e.Message),
        QueueFullException e => (StatusCodes.Status429TooManyRequests, e.Message),
        ConfigurationException e => (StatusCodes.Status400BadRequest, RequestWords.In(e.Message)),
        TranslationRequestException e => (StatusCodes.Status400BadRequest, RequestWords.In(e.Message)),
        BadHttpRequestException { InnerException: JsonException json } => (StatusCodes.Status400BadRequest, Describe(json)),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } e when e.Message.Contains("no body", StringComparison.Ordinal) => (e.StatusCode, "The body is empty or null; expected a JSON object."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType } e => (e.StatusCode, null),
        BadHttpRequestException e => (e.StatusCode, e.Message),
        JsonException json => (StatusCodes.Status400BadRequest, Describe(json)),
        NotFiniteNumberException e => (StatusCodes.Status500InternalServerError, e.Message),
        ObjectDisposedException or OperationCanceledException => (StatusCodes.Status503ServiceUnavailable, "The server is stopping."), // Or the client has gone, who reads nothing.
        _ => (StatusCodes.Status500InternalServerError, "This is a fault of the server; its log says more."),
    };

    private static string Describe(JsonException error)
    {
        string place = error is { LineNumber: { } line, BytePositionInLine: { } column }
            ? FormattableString.Invariant($" at line {line + 1}, byte {column + 1}")
            : "";
        string path = string.IsNullOrEmpty(error.Path) || error.Path == "$" ? "" : $" ({error.Path})";
        return $"The body is not the JSON that is expected here{place}{path}. {Reason(error)}";
    }

    /// <summary>What the parser says, without its own note of the place and names of the code.</summary>
    private static string Reason(JsonException error)
    {
        if (error.InnerException is FormatException { Message: { } format } && Array.Find(Kinds, kind => format.Contains(kind.Type, StringComparison.Ordinal)).Expected is { } number)
        {
            return $"Expected {number}.";
        }

        string reason = error.InnerException is InvalidOperationException inner ? inner.Message : error.Message;
        int place = reason.IndexOf(" Path: ", StringComparison.Ordinal);
        reason = place < 0 ? reason : reason[..place];
        reason = JsonProblem.InWords(reason);
        reason = reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason; // The parser may quote the whole body.
        return reason.Contains("Dragoman.", StringComparison.Ordinal) || reason.Contains("converted to System.", StringComparison.Ordinal) ? $"{Reworded(reason)} See /openapi/v1.json." : reason;
    }

    private static string Reworded(string reason) => reason switch
    {
        _ when reason.Contains("missing required properties", StringComparison.Ordinal) => $"A property is missing: {reason[(reason.LastIndexOf(':') + 1)..].Trim()}",
        _ when reason.Contains("could not be mapped", StringComparison.Ordinal) => $"There is no property {reason.Split('\'') switch { [_, string name, ..] => $"\"{name}\"", _ => "of this name" }} here.",
        _ => "A value is not of the kind that is expected here.",
    };

    /// <summary>What a request holds may stand in the text: its control characters must not come into logs and terminals.</summary>
    private static string OnOneLine(string detail) => string.Concat(detail.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    [LoggerMessage(1, LogLevel.Error, "{Path}: fault of the server.")]
    private static partial void LogFault(ILogger log, string path, Exception error);
}
