using System.Diagnostics.Metrics;
using Dragoman.Hosting;
using Dragoman.Server.Security;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Dragoman.Server.Operations;

/// <summary><c>GET /metrics</c>: what is measured, in the text format of Prometheus.</summary>
internal static class Telemetry
{
    /// <summary>Measures.</summary>
    internal static void AddTelemetry(this IServiceCollection services)
    {
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("dragoman"))
            .AddMeter(DragomanTelemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        services.ConfigureOpenTelemetryMeterProvider((server, metrics) => metrics.AddView(KeepOwn(server.GetRequiredService<IMeterFactory>())));
    }

    /// <summary>Adds the endpoint.</summary>
    internal static void MapTelemetry(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(NeedsKey.Mark).DisableHttpMetrics();

    /// <summary>
    /// Leaves out what other servers of this process measure: meters are found by their names, which all servers share, and an instrument of the
    /// same name would count into this one's, or end it when its server ends.
    /// </summary>
    private static Func<Instrument, MetricStreamConfiguration?> KeepOwn(IMeterFactory own) =>
        instrument => instrument.Meter.Scope is IMeterFactory owner && owner != own ? MetricStreamConfiguration.Drop : null;
}
