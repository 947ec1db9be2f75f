using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dragoman.Server.Operations;

/// <summary>Not ready any more once the server is stopping, so that a balancer sends requests elsewhere.</summary>
/// <param name="lifetime">Tells when.</param>
internal sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The server is stopping.")
            : HealthCheckResult.Healthy("The server is running."));
}
