using Dragoman.Hosting;
using Dragoman.Server.Security;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Dragoman.Server.Operations;

/// <summary><c>GET /metrics</c>: what is measured, in the text format of Prometheus.</summary>
internal static class Telemetry
{
    /// <summary>Measures.</summary>
    internal static void AddTelemetry(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("dragoman"))
        .AddMeter(DragomanTelemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
        .AddPrometheusExporter());

    /// <summary>Adds the endpoint.</summary>
    internal static void MapTelemetry(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(NeedsKey.Mark).DisableHttpMetrics();
}
