using Dragoman.Server.Errors;

namespace Dragoman.Server.Security;

/// <summary>Marks an endpoint that needs a key when the server has any.</summary>
internal sealed class NeedsKey
{
    /// <summary>The mark.</summary>
    internal static NeedsKey Mark { get; } = new();
}

/// <summary>Lets only callers with a key come to endpoints that need one: <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>.</summary>
/// <param name="next">What comes after.</param>
/// <param name="keys">The keys.</param>
internal sealed class KeyCheck(RequestDelegate next, ApiKeys keys)
{
    /// <summary>Checks a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (keys.IsEmpty || context.GetEndpoint()?.Metadata.GetMetadata<NeedsKey>() is null || (KeyOf(context.Request) is { } key && keys.Contains(key)))
        {
            return next(context);
        }

        throw new RequestException(
            StatusCodes.Status401Unauthorized, "This server needs an API key. Send it as \"Authorization: Bearer KEY\" or \"X-Api-Key: KEY\".");
    }

    private static string? KeyOf(HttpRequest request)
    {
        string? authorization = request.Headers.Authorization;
        return authorization?.StartsWith(RequestException.KeyScheme + " ", StringComparison.OrdinalIgnoreCase) == true
            ? authorization[RequestException.KeyScheme.Length..].Trim()
            : (string?)request.Headers["X-Api-Key"];
    }
}
