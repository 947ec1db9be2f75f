using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Dragoman.Lab.Downloads;

/// <summary>The HTTP client that files are fetched with.</summary>
/// <remarks>
/// It tries again by itself, with growing pauses, while a server cannot be reached or answers that it is busy (the standard resilience handler);
/// that ends when an answer begins. It follows redirects, but none from https to plain http: that answer is handed out as it is.
/// </remarks>
internal static class DownloadClient
{
    private const string Name = "downloads";

    /// <summary>Makes a client; dispose of the provider to dispose of it.</summary>
    /// <param name="patience">How long to try.</param>
    /// <param name="security">Whom to trust, for tests; null for the system's certificates.</param>
    internal static (HttpClient Client, ServiceProvider Provider) Create(DownloadPatience patience, SslClientAuthenticationOptions? security = null)
    {
        ServiceCollection services = new();
        services.AddHttpClient(Name)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                ConnectTimeout = patience.Stall,
                MaxAutomaticRedirections = 10,
                SslOptions = security ?? new SslClientAuthenticationOptions(),
            })
            .AddStandardResilienceHandler(options => Configure(options, patience));
        ServiceProvider provider = services.BuildServiceProvider();
        HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
        client.Timeout = Timeout.InfiniteTimeSpan; // The handler has its own, for headers; a body may take as long as it goes on.
        client.DefaultRequestHeaders.UserAgent.ParseAdd("dragoman");
        return (client, provider);
    }

    private static void Configure(HttpStandardResilienceOptions options, DownloadPatience patience)
    {
        options.Retry.Delay = patience.Delay;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(30);
        options.AttemptTimeout.Timeout = patience.Stall;
        options.TotalRequestTimeout.Timeout = 6 * patience.Stall;
        options.CircuitBreaker.SamplingDuration = 3 * patience.Stall;
    }
}
