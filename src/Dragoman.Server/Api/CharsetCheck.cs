using Dragoman.Server.Errors;
using Microsoft.Net.Http.Headers;

namespace Dragoman.Server.Api;

/// <summary>Refuses bodies in another encoding than UTF-8, which JSON between systems has (RFC 8259).</summary>
/// <param name="next">What comes after.</param>
internal sealed class CharsetCheck(RequestDelegate next)
{
    /// <summary>Checks a request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) || !type.Charset.HasValue || IsUtf8(type)
            ? next(context)
            : throw new RequestException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON in UTF-8, with the header Content-Type: application/json.");

    private static bool IsUtf8(MediaTypeHeaderValue type) => HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
