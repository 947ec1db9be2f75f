using Dragoman.Messages;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dragoman.Hosting;

/// <summary>Healthy when all models are loaded as their folders are now, degraded when an older one is in service because a new one cannot be loaded.</summary>
/// <remarks>It names models and no more, for everybody may ask an application for its health: why a model cannot be loaded is said by the log.</remarks>
/// <param name="catalog">The models.</param>
internal sealed class ModelHealthCheck(ModelCatalog catalog) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Dictionary<string, object> lengths = catalog.Models.ToDictionary(model => model.Name, model => (object)model.QueueLength);
        string[] problems = [.. catalog.Sources.Where(source => source.IsOutdated).Select(source => $"{source.Model.Name}: an older model is in service, for the new one cannot be loaded; the log says why.")];
        return Task.FromResult(problems.Length == 0
            ? HealthCheckResult.Healthy($"{Counted.Of(lengths.Count, "model is", "models are")} loaded.", lengths)
            : HealthCheckResult.Degraded(string.Join(' ', problems), data: lengths));
    }
}
