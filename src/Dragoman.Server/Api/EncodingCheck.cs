using Dragoman.Server.Errors;
using Microsoft.Net.Http.Headers;

namespace Dragoman.Server.Api;

/// <summary>Refuses bodies in another encoding than UTF-8, which JSON between systems has (RFC 8259), and compressed ones.</summary>
/// <param name="next">What comes after.</param>
internal sealed class EncodingCheck(RequestDelegate next)
{
    private const string Utf8 = "utf-8";

    /// <summary>Checks a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } coding && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType, $"Content-Encoding is {RequestException.Quote(coding)}; the body must be sent as it is, without the header.");
        }

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) && type.Charset.HasValue)
        {
            if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals(Utf8, StringComparison.OrdinalIgnoreCase))
            {
                throw new RequestException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON in UTF-8, with the header Content-Type: application/json.");
            }

            type.Charset = Utf8; // In quotes, as it may be, the endpoints do not know it.
            request.ContentType = type.ToString();
        }

        return next(context);
    }
}
