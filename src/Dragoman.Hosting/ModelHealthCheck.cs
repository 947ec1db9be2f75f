using Dragoman.Messages;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dragoman.Hosting;

/// <summary>Healthy when all models are loaded as their folders are now, degraded when an older one is in service because a new one cannot be loaded.</summary>
/// <param name="catalog">The models.</param>
internal sealed class ModelHealthCheck(ModelCatalog catalog) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> lengths = catalog.Models.ToDictionary(model => model.Name, model => (object)model.QueueLength);
        string[] problems = [.. catalog.Sources.Where(source => source.Problem is not null).Select(source => $"{source.Model.Name}: {source.Problem!.Message}")];
        return Task.FromResult(problems.Length == 0
            ? HealthCheckResult.Healthy($"{Counted.Of(lengths.Count, "model is", "models are")} loaded.", lengths)
            : HealthCheckResult.Degraded(string.Join(' ', problems), data: lengths));
    }
}
