using Dragoman.Server.Errors;

namespace Dragoman.Server.Security;

/// <summary>
/// Keeps pages of elsewhere from reaching a server that is open to this machine only, through a name of theirs that points to it (DNS rebinding).
/// </summary>
/// <param name="next">What comes after.</param>
internal sealed class HostCheck(RequestDelegate next)
{
    /// <summary>Checks a request.</summary>
    public Task InvokeAsync(HttpContext context) => Loopback.IsLoopback(context.Request.Host.Host)
        ? next(context)
        : throw RequestException.Bad("Without API keys this server answers to localhost and addresses such as 127.0.0.1 and [::1] only.");
}
