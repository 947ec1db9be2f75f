using Dragoman.Server.Limits;

namespace Dragoman.Server.Errors;

/// <summary>Says what to do about problems that have only a status code.</summary>
/// <param name="limits">The limits of the server.</param>
internal sealed class ProblemAdvice(ServerLimits limits)
{
    /// <summary>Adds the advice.</summary>
    /// <param name="context">The problem.</param>
    internal void Complete(ProblemDetailsContext context) =>
        context.ProblemDetails.Detail ??= Advice(context.HttpContext, context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode);

    /// <summary>What to do about a request that has taken too long.</summary>
    /// <param name="limits">The limits of the server.</param>
    internal static string TooLong(ServerLimits limits) =>
        FormattableString.Invariant($"The request has taken longer than {limits.Time.TotalSeconds} s. Send fewer or shorter sentences, or a smaller beam.");

    private string? Advice(HttpContext context, int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The body cannot be read: it ends too early, or its chunks are not as HTTP wants them. Send it whole, with a Content-Length.",
        StatusCodes.Status404NotFound => "There is nothing at this address. /openapi/v1.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"This address knows {context.Response.Headers.Allow} only.",
        StatusCodes.Status408RequestTimeout => "The body came too slowly. Send it again.",
        StatusCodes.Status413PayloadTooLarge => $"The body is larger than {limits.BodyBytes} bytes. Send several requests.",
        StatusCodes.Status415UnsupportedMediaType => "The body must be JSON, with the header Content-Type: application/json.",
        StatusCodes.Status504GatewayTimeout => TooLong(limits),
        _ => null,
    };
}
