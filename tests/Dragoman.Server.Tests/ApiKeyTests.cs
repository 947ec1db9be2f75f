using System.Net;
using Dragoman.Server.Security;

namespace Dragoman.Server.Tests;

public sealed class ApiKeyTests(TinyModel model)
{
    private const string Key = "0123456789abcdef0123";
    private const string Other = "fedcba98765432100123";

    [Theory]
    [InlineData("/v1/models")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task Endpoint_WithKeys_OpensToOneOfThemOnly(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, keys: $"# ours\n{Key}\n\n{Other}\n");

        using HttpResponseMessage without = await server.Client.GetAsync(path);
        using HttpResponseMessage wrong = await GetAsync(server, path, "Authorization", $"Bearer {Key}x");
        using HttpResponseMessage empty = await GetAsync(server, path, "X-Api-Key", "");
        using HttpResponseMessage bearer = await GetAsync(server, path, "Authorization", $"bearer {Key}");
        using HttpResponseMessage header = await GetAsync(server, path, "X-Api-Key", Other);

        Assert.Contains("API key", await RunningServer.ProblemAsync(without, HttpStatusCode.Unauthorized), StringComparison.Ordinal);
        Assert.Equal("Bearer", Assert.Single(without.Headers.WwwAuthenticate).Scheme);
        await RunningServer.ProblemAsync(wrong, HttpStatusCode.Unauthorized);
        await RunningServer.ProblemAsync(empty, HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, header.StatusCode);
    }

    [Fact]
    public async Task Health_WithKeys_IsOpen()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, keys: Key);

        using HttpResponseMessage response = await server.Client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("", "holds no API key")]
    [InlineData("# nothing", "holds no API key")]
    [InlineData("short", "Key 1")]
    [InlineData("0123456789abcdef0123\nwith a blank in it 0123", "Key 2")]
    [InlineData("0123456789abcdef012é", "Key 1")]
    public void Parse_WhatIsNoKey_IsRefused(string text, string reason)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ApiKeys.Parse(text, "keys.txt"));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("keys.txt", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://localhost:5000", false)]
    [InlineData("http://[::1]:5000", false)]
    [InlineData("http://0.0.0.0:5000", true)]
    [InlineData("http://*:5000", true)]
    [InlineData("http://192.168.1.5:5000", true)]
    [InlineData("http://example.org", true)]
    public void IsExposed_OfAnAddress_TellsWhetherOthersReachIt(string url, bool exposed) =>
        Assert.Equal(exposed, new ServerOptions { Models = _ => { }, Urls = ["http://127.0.0.1:1", url] }.IsExposed);

    private static async Task<HttpResponseMessage> GetAsync(RunningServer server, string path, string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await server.Client.SendAsync(request);
    }
}
