using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dragoman.Server.Tests;

/// <summary>What whoever runs the server looks at.</summary>
public sealed class OperationsTests(TinyModel model)
{
    [Fact]
    public async Task Models_AreListed()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, models: options => options.AddModel(model.Second, "other"));

        JsonElement answer = await server.Client.GetFromJsonAsync<JsonElement>("/v1/models");

        Assert.Equal("tiny", answer.GetProperty("default").GetString());
        Assert.Equal(["tiny", "other"], answer.GetProperty("models").EnumerateArray().Select(known => known.GetProperty("name").GetString()));
        Assert.Equal("additive", answer.GetProperty("models")[0].GetProperty("attention").GetString());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_OfARunningServer_IsGood(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        JsonElement answer = await server.Client.GetFromJsonAsync<JsonElement>(path);

        Assert.Equal("Healthy", answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Health_ThatIsBad_IsNotLoggedAtEachProbe()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        ILogger log = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService");

        Assert.False(log.IsEnabled(LogLevel.Warning));
        Assert.True(log.IsEnabled(LogLevel.Error));
    }

    [Fact]
    public async Task Metrics_AfterATranslation_HaveTheDocumentedNames()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        await server.AskAsync("/v1/translate", """{"text":["a b","c"]}""");

        string metrics = await MetricsWithAsync(server, "outcome=\"translated\"} 2", "http_server_request_duration_seconds_count{");

        Assert.All(
            [
                "dragoman_sentences_total{", "dragoman_sentence_duration_seconds_bucket{", "dragoman_sentence_wait_seconds_count{", "dragoman_batch_size_sum{",
                "dragoman_batch_duration_seconds_sum{", "dragoman_tokens_total{", "dragoman_queue_length{", "http_server_request_duration_seconds_count{",
            ],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.Contains("outcome=\"translated\"} 2", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AreOfOneServer_WhateverOthersOfItsProcessDo()
    {
        await using RunningServer first = await RunningServer.StartAsync(model.First);
        await using (RunningServer second = await RunningServer.StartAsync(model.First))
        {
            await second.AskAsync("/v1/translate", """{"text":["a b","c"]}""");
            await second.Client.GetStringAsync("/metrics");
        }

        await first.AskAsync("/v1/translate", """{"text":["a"]}""");

        string metrics = await MetricsWithAsync(first, "outcome=\"translated\"} 1");
        Assert.Contains("outcome=\"translated\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("dragoman_queue_length{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesTheEndpoints()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Assert.True(document.GetProperty("paths").TryGetProperty("/v1/translate", out _));
        JsonElement text = document.GetProperty("components").GetProperty("schemas").GetProperty("OneOrMany");
        Assert.Equal(2, text.GetProperty("oneOf").GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/../../etc/passwd", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/%2e%2e/%2e%2e/etc/passwd", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/openapi/v2.json", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/v1/translate", HttpStatusCode.MethodNotAllowed, "POST")]
    [InlineData("DELETE", "/v1/models", HttpStatusCode.MethodNotAllowed, "GET")]
    [InlineData("POST", "/v1/translate", HttpStatusCode.UnsupportedMediaType, "Content-Type: application/json")]
    public async Task Errors_WithoutAnAnswerOfTheirOwn_AreProblems(string method, string path, HttpStatusCode status, string advice)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using HttpRequestMessage request = new(new HttpMethod(method), path) { Content = method == "POST" ? new StringContent("text=a") : null };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Contains(advice, await RunningServer.ProblemAsync(response, status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("nothing")]
    public async Task Charset_OtherThanUtf8_IsRefused(string charset)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using StringContent body = new("""{"text":"a"}""");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");

        using HttpResponseMessage response = await server.Client.PostAsync("/v1/translate", body);

        Assert.Contains("UTF-8", await RunningServer.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json; charset=\"utf-8\"", "", HttpStatusCode.OK)]
    [InlineData("application/json; charset=UTF-8", "identity", HttpStatusCode.OK)]
    [InlineData("application/json", "gzip", HttpStatusCode.UnsupportedMediaType)]
    public async Task Encoding_IsPlainUtf8(string type, string coding, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using StringContent body = new("""{"text":"a"}""");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        body.Headers.TryAddWithoutValidation("Content-Encoding", coding);

        using HttpResponseMessage response = await server.Client.PostAsync("/v1/translate", body);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/nowhere")]
    public async Task Headers_OfEveryAnswer_AreStrict(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.Client.GetAsync(path);

        Assert.Contains("frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("text/event-stream", "/v1/words?word=zzz&side=middle", HttpStatusCode.BadRequest)]
    [InlineData("image/png", "/v1/training/runs/x/events", HttpStatusCode.NotFound)]
    [InlineData("application/x-ndjson", "/v1/nowhere", HttpStatusCode.NotFound)]
    public async Task Problem_CallerAcceptsOtherForms_IsWrittenNonetheless(string accept, string path, HttpStatusCode status)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using HttpRequestMessage request = new(HttpMethod.Get, path) { Headers = { { "Accept", accept } } };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.NotNull(await RunningServer.ProblemAsync(response, status));
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    [InlineData("LOCALHOST")]
    public async Task Host_AddressOfThisMachine_IsAnsweredByAnOpenServer(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/models") { Headers = { Host = host } };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Host_OfAnotherName_IsRefusedByAnOpenServer()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/models") { Headers = { Host = "evil.example" } };

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Contains("localhost", await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    /// <summary>The figures of a server once they hold some texts, or those after 5 seconds: what is measured follows the answer, and a scrape may be an earlier one's.</summary>
    private static async Task<string> MetricsWithAsync(RunningServer server, params string[] late)
    {
        string metrics = "";
        for (int i = 0; i < 100 && !late.All(text => metrics.Contains(text, StringComparison.Ordinal)); i++)
        {
            await Task.Delay(50);
            metrics = await server.Client.GetStringAsync("/metrics");
        }

        return metrics;
    }
}
