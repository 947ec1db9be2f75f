using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dragoman.Hosting;
using Dragoman.Server.Limits;
using Dragoman.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Server.Tests;

/// <summary>A server at a free port of this machine, with a client.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(1) };
    }

    internal HttpClient Client { get; }

    internal IServiceProvider Services => _app.Services;

    internal ModelCatalog Catalog => Services.GetRequiredService<ModelCatalog>();

    internal static async Task<RunningServer> StartAsync(
        string folder, ServerLimits? limits = null, QueueOptions? queue = null, string? keys = null,
        Action<DragomanOptions>? models = null, string? training = null, ServerOptions? others = null)
    {
        WebApplication app = TranslationServer.Create((others ?? new ServerOptions()) with
        {
            Urls = ["http://127.0.0.1:0"],
            Limits = limits ?? new ServerLimits(),
            Queue = queue ?? new QueueOptions(),
            Keys = keys is null ? ApiKeys.None : ApiKeys.Parse(keys, "test"),
            TrainingFolders = training is null ? [] : [training],
            Models = options =>
            {
                options.AddModel(folder, "tiny");
                models?.Invoke(options);
            },
        });
        await app.StartAsync();
        return new RunningServer(app);
    }

    internal Task StopAsync() => _app.StopAsync();

    /// <summary>Sends JSON.</summary>
    internal Task<HttpResponseMessage> PostAsync(string path, string json) =>
        Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>Sends JSON, and reads the JSON of a good answer.</summary>
    internal async Task<JsonElement> AskAsync(string path, string json)
    {
        using HttpResponseMessage response = await PostAsync(path, json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Reads problem details, which every error must have.</summary>
    internal static async Task<string> ProblemAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
