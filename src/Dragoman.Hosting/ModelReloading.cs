using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dragoman.Hosting;

/// <summary>Loads the models when the application starts, and again when their folders change.</summary>
/// <param name="catalog">The models.</param>
/// <param name="options">How often to look.</param>
/// <param name="log">Is told of reloads.</param>
internal sealed partial class ModelReloading(ModelCatalog catalog, IOptions<DragomanOptions> options, ILogger<ModelReloading> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadInterval == TimeSpan.Zero)
        {
            return;
        }

        using PeriodicTimer timer = new(options.Value.ReloadInterval);
        using CancellationTokenRegistration end = stoppingToken.Register(timer.Dispose); // Ends the waiting, even of an application that could not start.
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            foreach (ModelSource source in catalog.Sources)
            {
                Refresh(source);
            }
        }
    }

    private void Refresh(ModelSource source)
    {
        try
        {
            if (source.Refresh())
            {
                LogLoaded(source.Model.Name, source.Folder);
            }
        }
        catch (Exception e)
        {
            LogFailed(source.Model.Name, source.Folder, e.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Model {Model}: loaded what is new in {Folder}.")]
    private partial void LogLoaded(string model, string folder);

    [LoggerMessage(2, LogLevel.Warning, "Model {Model}: {Folder} has changed but cannot be loaded, so the old model stays in service. {Problem}")]
    private partial void LogFailed(string model, string folder, string problem);
}
