using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dragoman.Explanations;

namespace Dragoman.Server.Tests;

/// <summary>The page, and what it asks for.</summary>
public sealed class PageTests(TinyModel model)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/training")]
    public async Task Page_IsSentWithItsFiles_AndNotTwice(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage page = await server.Client.GetAsync(path);
        using HttpResponseMessage script = await server.Client.GetAsync("/assets/inspector.js");
        using HttpRequestMessage again = new(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using HttpResponseMessage unchanged = await server.Client.SendAsync(again);
        using HttpRequestMessage head = new(HttpMethod.Head, path);
        using HttpResponseMessage headers = await server.Client.SendAsync(head);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal((page.Headers.ETag, page.Content.Headers.ContentLength), (headers.Headers.ETag, headers.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Page_WithASlashAtTheEnd_IsWhereItsFilesAre()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage page = await server.Client.GetAsync("/training/?run=a%20b");

        Assert.Equal("/training?run=a%20b", page.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Page_ToAWhoReadsBrotli_IsCompressed()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using HttpRequestMessage request = new(HttpMethod.Get, "/") { Headers = { { "Accept-Encoding", "gzip, br" } } };

        using HttpResponseMessage page = await server.Client.SendAsync(request);

        Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Explain_ASentence_GivesWhatTheTranslatorGives()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);
        using var translator = Translator.Load(model.First);
        Explanation expected = translator.Explain("a b", new ExplanationRequest
        {
            Search = translator.Options.Decoding with { Beam = 2, BestCount = 2 },
            Prefix = ["bravo"],
            Replaced = [new SourceChange(1, "c")],
            Candidates = 3,
            Vectors = false,
        });

        JsonElement answer = await server.AskAsync(
            "/v1/explain", """{"text":"a b","beam":2,"prefix":["bravo"],"replaced":[{"position":1,"text":"c"}],"candidates":3,"vectors":false}""");

        Assert.Equal(ExplanationJson.ToJson(expected with { Model = expected.Model with { Name = "tiny" } }), answer.GetRawText());
    }

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"a","beam":0}""")]
    [InlineData("""{"text":"a","candidates":0}""")]
    [InlineData("""{"text":"a","hypothesis":99}""")]
    [InlineData("""{"text":"a","weights":[{"step":0}]}""")]
    [InlineData("""{"text":"a","weights":[{"step":0,"weights":[2]}]}""")]
    [InlineData("""{"text":"a","weights":[{"step":0,"weights":[1e999,0]}]}""")]
    [InlineData("""{"text":"a","weights":[null]}""")]
    [InlineData("""{"text":"a","prefix":[null]}""")]
    [InlineData("""{"text":"a","replaced":[{"position":9,"text":"b"}]}""")]
    [InlineData("""{"text":"a","target":"Alpha","prefix":["Alpha"]}""")]
    public async Task Explain_ABadRequest_IsRefused(string body)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        using HttpResponseMessage response = await server.PostAsync("/v1/explain", body);

        Assert.DoesNotContain("Parameter", await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_OfATraining_AreListedAndFollowed()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, training: model.First);
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(model.First, "metrics.jsonl"));

        JsonElement runs = await server.Client.GetFromJsonAsync<JsonElement>("/v1/training/runs");
        JsonElement metrics = await server.Client.GetFromJsonAsync<JsonElement>("/v1/training/runs/first/metrics");
        JsonElement samples = await server.Client.GetFromJsonAsync<JsonElement>("/v1/training/runs/first/samples");
        string events = await server.Client.GetStringAsync("/v1/training/runs/first/events");
        using HttpResponseMessage missing = await server.Client.GetAsync("/v1/training/runs/..%2f..%2fetc/metrics");

        Assert.Equal("first", runs[0].GetProperty("name").GetString());
        Assert.False(runs[0].GetProperty("running").GetBoolean());
        Assert.Equal(lines, metrics.EnumerateArray().Select(line => line.GetRawText()));
        Assert.Equal(0, samples.GetArrayLength());
        Assert.Contains($"event: metrics\ndata: {lines[0]}\n", events, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {}\n\n", events, StringComparison.Ordinal);
        await RunningServer.ProblemAsync(missing, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_OfATrainingOfThisProcess_ComeUntilTheServerStops()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-own-");
        try
        {
            await using RunningServer server = await RunningServer.StartAsync(
                model.First, training: folder.FullName, others: new ServerOptions { TrainsHere = true });
            Task<Stream> opening = server.Client.GetStreamAsync($"/v1/training/runs/{folder.Name}/events");

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "metrics.jsonl"), "{\"update\":1}\n"); // No lock is taken, nothing was there.
            using StreamReader events = new(await opening);
            Assert.Equal("event: metrics", await events.ReadLineAsync());
            Task stop = server.StopAsync();

            Assert.EndsWith("event: end\ndata: {}\n\n", await events.ReadToEndAsync(), StringComparison.Ordinal);
            await stop;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
