using System.Text;

namespace Dragoman.Fuzz.Requests;

/// <summary>A request in HTTP/1.1, part by part.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Body">Its body, which is JSON; empty for none.</param>
internal sealed record RawRequest(string Method, string Target, string Body = "")
{
    /// <summary>The body as bytes, where they are no text; else that of <see cref="Body"/>.</summary>
    internal byte[]? Bytes { get; init; }

    /// <summary>Its headers besides those that say how long it is.</summary>
    internal IReadOnlyList<string> Headers { get; init; } = Body.Length > 0 ? ["Host: localhost", "Content-Type: application/json"] : ["Host: localhost"];

    /// <summary>What says how long the body is; null for its true length.</summary>
    internal string? Framing { get; init; }

    /// <summary>The bytes of the body.</summary>
    internal byte[] Content => Bytes ?? Encoding.UTF8.GetBytes(Body);

    /// <summary>What goes over the wire. The connection ends with the answer.</summary>
    internal byte[] ToBytes()
    {
        byte[] content = Content;
        IEnumerable<string> lines =
        [
            $"{Method} {Target} HTTP/1.1", .. Headers, Framing ?? $"Content-Length: {content.Length}", "Connection: close", "", "",
        ];
        return [.. Encoding.Latin1.GetBytes(string.Join("\r\n", lines)), .. content];
    }
}
