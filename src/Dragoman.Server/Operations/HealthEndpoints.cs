using Dragoman.Server.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dragoman.Server.Operations;

/// <summary><c>GET /health/live</c>, which answers as long as the process does, and <c>GET /health/ready</c>, which says whether to send requests.</summary>
internal static class HealthEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    internal static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
    }

    private static Task Write(HttpContext context, HealthReport report)
    {
        Dictionary<string, string> checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "");
        return context.Response.WriteAsJsonAsync(new HealthResponse(report.Status.ToString(), checks), context.JsonOf<HealthResponse>());
    }
}

/// <summary>How the server is.</summary>
/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
/// <param name="Checks">What each check says.</param>
internal sealed record HealthResponse(string Status, IReadOnlyDictionary<string, string> Checks);
