using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dragoman.Server.Training;
using Dragoman.TestKit;

namespace Dragoman.Server.Tests;

/// <summary>What a training has written, read while it goes on, however long it is.</summary>
public sealed class TrainingLogTests(TinyModel model) : IDisposable
{
    private const int LongLine = 300_000;

    private readonly TemporaryFolder _folder = new();

    private string Log => _folder["samples.jsonl"];

    [Fact]
    public void Tail_OfAFileThatGrows_GivesWholeLinesOnce()
    {
        LineTail tail = new(Log);
        Assert.Empty(Read(tail));
        File.WriteAllText(Log, "{\"a\":1}\n{\"b\"");
        Assert.Equal(["{\"a\":1}"], Read(tail));
        File.AppendAllText(Log, ":2}\nnonsense\n\n{\"é\":3}\n", Encoding.UTF8);
        Assert.Equal(["{\"b\":2}", "{\"é\":3}"], Read(tail));
        File.WriteAllText(Log, "{\"c\":4}\n");
        Assert.Equal(["{\"c\":4}"], Read(tail));
    }

    [Fact]
    public void Lines_OfAnyLength_AreTheSameForwardsAndBackwards()
    {
        string[] lines = [.. new[] { 1, 20, LongLine, 3, 65_534, 65_535, 65_536, 7, 16_383, 16_384, 2 * LongLine, 5 }.Select((length, i) => Line(i + 1, length))];
        File.WriteAllText(Log, string.Concat(lines.Select(line => line + "\n")) + "{\"update\":99,\"cut");

        Assert.Equal(lines, Read(new LineTail(Log)));
        Assert.Equal(lines.Reverse(), LinesBackwards.Read(Log).Select(entry => Text(entry.Line)));
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(4, 6)]
    [InlineData(20, 4)]
    [InlineData(24, 4)]
    [InlineData(60, 0)]
    [InlineData(long.MaxValue, 0)]
    public void After_ANumberOfUpdates_GivesTheRest(long update, int rest)
    {
        string[] lines = [.. Enumerable.Range(1, 6).Select(i => Line(10 * i, 30))];
        File.WriteAllText(Log, string.Join('\n', lines[..4]) + "\nnonsense\n" + string.Join('\n', lines[4..]) + "\n");
        var tail = LineTail.After(Log, update);

        Assert.Equal(lines[^rest..], Read(tail));

        File.AppendAllText(Log, Line(70, 30) + "\n");
        Assert.Equal([Line(70, 30)], Read(tail));
    }

    [Fact]
    public void Suggestions_OfALongFile_ReadItsLastLineOnly()
    {
        string line = $$"""{"update":1,"samples":[{"source":"a b"},{"source":7},null],"padding":"{{new string('x', 10_000)}}"}""" + "\n";
        File.WriteAllText(Log, string.Concat(Enumerable.Repeat(line.Replace("a b", "old", StringComparison.Ordinal), 2_000)) + line + "{\"cut");

        Assert.Equal(["a b"], SampleFile.Suggestions(_folder.Path));
        Assert.InRange(Allocations.Warm(() => SampleFile.Suggestions(_folder.Path)), 0, 200_000);
    }

    [Fact]
    public void Suggestions_WithoutAFile_AreNone() => Assert.Empty(SampleFile.Suggestions(_folder.Path));

    [Fact]
    public async Task Lists_OfALongTraining_AreSentWhole()
    {
        string[] lines = [.. Enumerable.Range(1, 50).Select(i => Line(i, 20_000))];
        await File.WriteAllLinesAsync(Log, lines, TestContext.Current.CancellationToken);
        await using RunningServer server = await RunningServer.StartAsync(model.First, training: _folder.Path);
        string run = $"/v1/training/runs/{Path.GetFileName(_folder.Path)}";

        using HttpResponseMessage samples = await server.Client.GetAsync($"{run}/samples");
        JsonElement metrics = await server.Client.GetFromJsonAsync<JsonElement>($"{run}/metrics");

        Assert.Equal("application/json", samples.Content.Headers.ContentType?.MediaType);
        Assert.Equal(lines, (await samples.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(line => line.GetRawText()));
        Assert.Equal(0, metrics.GetArrayLength());
    }

    [Fact]
    public async Task Events_AfterANumberOfUpdates_AreThoseThatCameSince()
    {
        await File.WriteAllLinesAsync(Log, [Line(10, 30), Line(20, 30)], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(_folder["metrics.jsonl"], [Line(20, 30), Line(30, 30)], TestContext.Current.CancellationToken);
        await using RunningServer server = await RunningServer.StartAsync(model.First, training: _folder.Path);

        string events = await server.Client.GetStringAsync($"/v1/training/runs/{Path.GetFileName(_folder.Path)}/events?after=10");

        Assert.Equal(
            $"event: metrics\ndata: {Line(20, 30)}\n\nevent: metrics\ndata: {Line(30, 30)}\n\nevent: sample\ndata: {Line(20, 30)}\n\nevent: end\ndata: {{}}\n\n", events);
    }

    [Theory]
    [InlineData("after=-1", "after is \"-1\"; it must be a number of updates")]
    [InlineData("after=", "after is \"\"; it must be a number of updates")]
    [InlineData("after=1&after=2", "after is given 2 times")]
    [InlineData("before=1", "There is no query parameter \"before\" here; there are: after.")]
    public async Task Events_AfterNoNumber_AreRefused(string query, string problem)
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, training: _folder.Path);

        using HttpResponseMessage response = await server.Client.GetAsync($"/v1/training/runs/{Path.GetFileName(_folder.Path)}/events?{query}");

        Assert.Contains(problem, await RunningServer.ProblemAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Read(LineTail tail) => [.. tail.Read().Select(Text)];

    private static string Text(ReadOnlyMemory<byte> line) => Encoding.UTF8.GetString(line.Span);

    private static string Line(int update, int length)
    {
        string start = string.Create(CultureInfo.InvariantCulture, $"{{\"update\":{update},\"text\":\"");
        return start + new string('é', Math.Max(0, length - start.Length - 2) / 2) + "\"}";
    }
}
