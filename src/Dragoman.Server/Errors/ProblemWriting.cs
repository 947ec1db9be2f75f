using Microsoft.Net.Http.Headers;

namespace Dragoman.Server.Errors;

/// <summary>Writes problems to every caller, whatever it asks for: who wants events or pictures must learn of an error, too.</summary>
internal static class ProblemWriting
{
    /// <summary>Writes a problem of the response's status as the body.</summary>
    /// <param name="service">Knows what all problems have.</param>
    /// <param name="context">The request.</param>
    /// <param name="detail">What happened; null where the status says enough.</param>
    internal static ValueTask WriteAsync(this IProblemDetailsService service, HttpContext context, string? detail)
    {
        context.Request.Headers.Remove(HeaderNames.Accept); // By which the framework would refuse to write.
        return service.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = context.Response.StatusCode, Detail = detail },
        });
    }
}
