using Dragoman.Hosting;
using Dragoman.Server.Api;
using Dragoman.Server.Errors;
using Dragoman.Server.Limits;
using Dragoman.Server.Operations;
using Dragoman.Server.Pages;
using Dragoman.Server.Security;
using Dragoman.Server.Training;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dragoman.Server;

/// <summary>Models over HTTP.</summary>
public static class TranslationServer
{
    /// <summary>Loads the models and makes a server, which then waits to be started.</summary>
    /// <param name="options">What it serves, to whom, and where.</param>
    public static WebApplication Create(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory, // Settings of whoever's folder it is started in are not this server's.
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options.Limits));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // Whoever starts it is told why it does not start.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error); // They are asked every few seconds, and what is wrong was said when it began.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error); // The caller is told.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error); // Callers that hang up in the middle of a request are no event.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        AddServices(builder.Services, options);
        WebApplication app = builder.Build();
        Use(app, options);
        Map(app, options);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, ServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits with { Sentences = Math.Min(options.Limits.Sentences, options.Queue.Capacity) }); // More would never find a place in the queue.
        services.AddSingleton(options.Keys);
        services.AddSingleton(server => new TrainingRuns(
            options.TrainingFolders, options.TrainsHere ? server.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping : null));
        if (options.Models is not null)
        {
            AddModels(services, options, options.Models);
        }

        services.AddHealthChecks().AddCheck<StoppingCheck>("server");
        services.AddTelemetry();
        if (!options.HandlesSignals)
        {
            services.AddSingleton<IHostLifetime, UnsignalledLifetime>();
        }

        services.AddOpenApi("v1", openApi => openApi.AddSchemaTransformer(ConvertedSchemas.Apply).AddDocumentTransformer(ApiDocument.Apply));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = new ProblemAdvice(options.Limits).Complete);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = options.Limits.Time });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Limits.Shutdown);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ServerJson.Configure(json.SerializerOptions));
    }

    private static void AddModels(IServiceCollection services, ServerOptions options, Action<DragomanOptions> choose)
    {
        SearchDefaults defaults = new(options.Shortlist, options.ShortlistFrequent);
        services.AddSingleton(defaults);
        services.AddSingleton<SearchChecks>();
        services.AddSingleton<RequestChecks>();
        services.AddSingleton<NeighbourIndexes>();
        services.AddDragoman(models =>
        {
            models.Queue = options.Queue;
            models.Load = folder => Load([folder], options, defaults);
            models.LoadEnsemble = folders => Load(folders, options, defaults);
            choose(models);
        });
    }

    private static Translator Load(IReadOnlyList<string> folders, ServerOptions options, SearchDefaults defaults)
    {
        var translator = Translator.LoadEnsemble(folders, precision: options.Precision);
        try
        {
            translator.MaximumSentenceLength = options.Limits.Tokens;
            translator.Batches.Table.ThrowUnlessFits(defaults.Over(translator.Options.Decoding));
            return translator;
        }
        catch
        {
            translator.Dispose();
            throw;
        }
    }

    private static void Use(WebApplication app, ServerOptions options)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(static async pages => await pages.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(pages.HttpContext, detail: null).ConfigureAwait(false));
        if (options.Keys.IsEmpty && !options.IsExposed)
        {
            app.UseMiddleware<HostCheck>();
        }

        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseMiddleware<KeyCheck>();
        app.UseMiddleware<EncodingCheck>();
        app.UseMiddleware<QueryCheck>();
        if (options.IsExposed && options.Keys.IsEmpty)
        {
            app.Logger.LogOpenServer(string.Join(", ", options.Urls));
        }
    }

    private static void Map(WebApplication app, ServerOptions options)
    {
        RouteGroupBuilder api = app.MapGroup("/v1");
        api.WithMetadata(NeedsKey.Mark);
        if (options.Models is not null)
        {
            api.MapTranslate();
            api.MapScore();
            api.MapExplain();
            api.MapNeighbours();
            api.MapModels();
        }

        api.MapTrainingRuns();
        app.MapPage();
        app.MapHealth();
        app.MapTelemetry();
        app.MapOpenApi("/openapi/v1.json").WithMetadata(NeedsKey.Mark);
    }
}
