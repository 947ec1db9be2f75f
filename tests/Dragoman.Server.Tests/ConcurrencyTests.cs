using System.Net;
using System.Text.Json;
using Dragoman.Decoding;
using Dragoman.Hosting;

namespace Dragoman.Server.Tests;

/// <summary>What callers get does not depend on how many there are, nor on models that are replaced meanwhile.</summary>
public sealed class ConcurrencyTests(TinyModel model)
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(8, 0)]
    [InlineData(64, 0)]
    [InlineData(64, 5)]
    public async Task Translate_ByCallersAtOnce_IsTheSameToTheBitAsAlone(int callers, int delay)
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, queue: new QueueOptions(MaximumDelay: TimeSpan.FromMilliseconds(delay)));
        using var translator = Translator.Load(model.First);
        HostedModel hosted = server.Catalog.Default;
        SearchOptions[] searches = [translator.Options.Decoding, SearchOptions.Greedy, new(Beam: 3, BestCount: 3), new(Temperature: 1f, Seed: 9)];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Math.Max(callers * 4, 64)), new ParallelOptions { MaxDegreeOfParallelism = callers }, async (i, stop) =>
        {
            string sentence = TinyModel.Sentences[i % TinyModel.Sentences.Count];
            SearchOptions search = searches[i % searches.Length];
            IReadOnlyList<Translation> expected = translator.TranslateNBest(sentence, search, stop);
            IReadOnlyList<Translation> found = await hosted.TranslateNBestAsync(sentence, search, stop);
            Assert.Equal(expected.Select(best => best.Text), found.Select(best => best.Text));
            Assert.Equal(expected.SelectMany(best => best.TokenLogProbabilities), found.SelectMany(best => best.TokenLogProbabilities));
            Assert.Equal(Weights(expected), Weights(found));
        });
    }

    [Fact]
    public async Task Reload_UnderLoad_LosesNoRequest()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-reload-");
        try
        {
            TinyModel.Copy(model.First, folder.FullName);
            await using RunningServer server = await RunningServer.StartAsync(
                folder.FullName, models: options => options.ReloadInterval = TimeSpan.FromMilliseconds(20));
            using var first = Translator.Load(model.First);
            using var second = Translator.Load(model.Second);
            string[] allowed = [first.Translate("a b c").Text, second.Translate("a b c").Text];
            Assert.NotEqual(allowed[0], allowed[1]);
            using CancellationTokenSource enough = new();
            HashSet<string> seen = [];
            Task[] callers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    JsonElement answer = await server.AskAsync("/v1/translate", """{"text":"a b c"}""");
                    string text = answer.GetProperty("results")[0].GetProperty("translations")[0].GetProperty("text").GetString()!;
                    Assert.Contains(text, allowed);
                    lock (seen)
                    {
                        seen.Add(text);
                    }
                }
            }))];

            for (int i = 0; i < 6; i++)
            {
                TinyModel.Copy(i % 2 == 0 ? model.Second : model.First, folder.FullName);
                await Task.Delay(200);
            }

            await enough.CancelAsync();
            await Task.WhenAll(callers);
            Assert.Equal(2, seen.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Reload_OfADamagedFolder_KeepsTheOldModelAndTells()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-reload-");
        try
        {
            TinyModel.Copy(model.First, folder.FullName);
            await using RunningServer server = await RunningServer.StartAsync(
                folder.FullName, models: options => options.ReloadInterval = TimeSpan.FromMilliseconds(20));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "model.safetensors"), "damaged");

            string health = "";
            for (int i = 0; i < 200 && !health.Contains("Degraded", StringComparison.Ordinal); i++)
            {
                await Task.Delay(20);
                health = await server.Client.GetStringAsync("/health/ready");
            }

            JsonElement answer = JsonElement.Parse(health);
            Assert.Equal("Degraded", answer.GetProperty("status").GetString());
            Assert.Equal(
                "tiny: an older model is in service, for the new one cannot be loaded; the log says why.", answer.GetProperty("checks").GetProperty("dragoman").GetString());
            using HttpResponseMessage response = await server.PostAsync("/v1/translate", """{"text":"a"}""");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Stop_WithRequestsUnderWay_FinishesThem()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, queue: new QueueOptions(MaximumDelay: TimeSpan.FromSeconds(1), MaximumBatch: 1000, Searchers: 1));
        Task<JsonElement>[] running = [.. Enumerable.Range(0, 16).Select(_ => server.AskAsync("/v1/translate", """{"text":"a b"}"""))];
        while (server.Catalog.Default.QueueLength < 16)
        {
            await Task.Delay(5);
        }

        await server.StopAsync();

        JsonElement[] answers = await Task.WhenAll(running);
        Assert.Equal(16, answers.Length);
    }

    private static IEnumerable<float> Weights(IEnumerable<Translation> translations) =>
        translations.SelectMany(found => found.Attention is { } map ? Enumerable.Range(0, map.Target.Count).SelectMany(row => map.Row(row).ToArray()) : []);
}
