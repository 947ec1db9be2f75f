using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Dragoman.Hosting;
using Dragoman.Options;
using Dragoman.Server.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dragoman.Server.Tests;

/// <summary>Sentences wait in bounds, and give up their places.</summary>
public sealed class QueueTests(TinyModel model)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Translate_WhenTheQueueIsFull_IsRefusedWithATimeToComeAgain()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, queue: new QueueOptions(MaximumDelay: Long, MaximumBatch: 100, Capacity: 3, Searchers: 1));
        using CancellationTokenSource patience = new();
        Task waiting = Task.WhenAll(server.Catalog.Default.Enqueue(["a", "b"], cancellationToken: patience.Token));

        using HttpResponseMessage two = await server.PostAsync("/v1/translate", """{"text":["a","b"]}""");

        Assert.Contains("2 sentences wait", await RunningServer.ProblemAsync(two, HttpStatusCode.TooManyRequests), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), two.Headers.RetryAfter?.Delta);
        Assert.Equal(2, server.Catalog.Default.QueueLength);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, server.Catalog.Default.QueueLength);
    }

    [Fact]
    public async Task Translate_MoreThanTheQueueHolds_IsRefusedForGood()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First, queue: new QueueOptions(Capacity: 2));

        using HttpResponseMessage three = await server.PostAsync("/v1/translate", """{"text":["a","b","c"]}""");

        Assert.Contains("text has 3 sentences; a request may have 2.", await RunningServer.ProblemAsync(three, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_OfACaller_LeavesTheOthersAlone()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, queue: new QueueOptions(MaximumDelay: TimeSpan.FromMilliseconds(300), Searchers: 1));
        HostedModel hosted = server.Catalog.Default;
        using CancellationTokenSource patience = new();
        Task<Translation> given = hosted.TranslateAsync("a b c", cancellationToken: patience.Token);
        Task<Translation> kept = hosted.TranslateAsync("a b c");

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        using var translator = Translator.Load(model.First);
        Assert.Equal(translator.Translate("a b c").Text, (await kept).Text);
    }

    [Fact]
    public async Task Translate_LongerThanATimeout_IsGivenUp()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, new ServerLimits { Time = TimeSpan.FromMilliseconds(100) }, new QueueOptions(MaximumDelay: Long, Searchers: 1));

        using HttpResponseMessage response = await server.PostAsync("/v1/translate", """{"text":"a"}""");

        Assert.Contains("longer than 0.1 s", await RunningServer.ProblemAsync(response, HttpStatusCode.GatewayTimeout), StringComparison.Ordinal);
        Assert.Equal(0, server.Catalog.Default.QueueLength);
    }

    [Fact]
    public async Task Stream_LongerThanATimeout_SaysSoOfEachSentenceThatIsNotDone()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            model.First, new ServerLimits { Time = TimeSpan.FromSeconds(1) }, new QueueOptions(MaximumDelay: Long, MaximumBatch: 2, Searchers: 1));

        // The first two make a batch; the third waits for another sentence for longer than the request may take.
        using HttpResponseMessage response = await server.PostAsync("/v1/translate", """{"text":["a","b","c"],"stream":true}""");

        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines[..2], line => Assert.StartsWith("{\"result\":", line, StringComparison.Ordinal));
        Assert.StartsWith("{\"error\":\"The request has taken longer than 1 s.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TranslateNBest_WithoutOptions_GivesAsManyAsTheTranslatorItself()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dragoman-own-search-");
        foreach (string file in Directory.GetFiles(model.First))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        string config = Path.Combine(folder.FullName, "config.json");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config)).Replace("\"bestCount\": 1", "\"bestCount\": 3", StringComparison.Ordinal));
        try
        {
            await using RunningServer server = await RunningServer.StartAsync(folder.FullName);
            HostedModel hosted = server.Catalog.Default;
            using TranslatorLease lease = hosted.Borrow();

            IReadOnlyList<Translation> found = await hosted.TranslateNBestAsync("a b");

            Assert.Equal(lease.Translator.TranslateNBest("a b").Select(one => one.Text), found.Select(one => one.Text));
            Assert.Equal(3, found.Count);
            Assert.Equal(found[0].Text, (await hosted.TranslateAsync("a b")).Text);
            await Assert.ThrowsAsync<ArgumentException>(() => hosted.TranslateAsync("a b", new Decoding.SearchOptions(Beam: 3, BestCount: 3)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Enqueue_OfWrongOptions_IsRefusedAtOnce()
    {
        await using RunningServer server = await RunningServer.StartAsync(model.First);

        Assert.Throws<ConfigurationException>(() => server.Catalog.Default.Enqueue(["a"], new Decoding.SearchOptions(Beam: 0)));
    }

    [Fact]
    public async Task Enqueue_WhatTheCallerMakesOfATranslationThrows_FailsThisSentenceAndIsCounted()
    {
        ServiceProvider services = new ServiceCollection().AddLogging().AddDragoman(model.First).BuildServiceProvider();
        ConcurrentQueue<object?> outcomes = [];
        using MeterListener listener = Listen(services.GetRequiredService<IMeterFactory>(), outcomes.Enqueue);
        IReadOnlyList<Task<IReadOnlyList<Translation>>> found = services.GetRequiredService<HostedModel>().EnqueueGuided(
            [new("a"), new("b")], finish: (_, translation) => translation.Source == "a" ? throw new InvalidOperationException("mine") : translation);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => found[0]);
        Assert.Equal("b", (await found[1])[0].Source);
        await services.DisposeAsync(); // What is counted follows the answer.

        Assert.Equal("mine", error.Message);
        Assert.Equal(["failed", "translated"], outcomes.Order());
    }

    [Fact]
    public async Task Models_AreEndedByTheContainer_AndByNobodyElse()
    {
        ServiceProvider services = new ServiceCollection().AddLogging().AddDragoman(options => options.AddModel(model.First, "one")).BuildServiceProvider();
        HostedModel shared = services.GetRequiredService<HostedModel>();
        Assert.Same(shared, services.GetRequiredKeyedService<HostedModel>("one"));
        Assert.False((object)shared is IDisposable or IAsyncDisposable);
        Task<Translation> waiting = shared.TranslateAsync("a b");

        await services.DisposeAsync();

        Assert.NotEmpty((await waiting).Text);
        Assert.Throws<ObjectDisposedException>(shared.Borrow);
        Assert.Throws<ObjectDisposedException>(() => shared.Enqueue(["a"]));
    }

    [Fact]
    public void Options_ThatAreWrong_AreListed()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddDragoman(options =>
            {
                options.DefaultModel = "other";
                options.Queue = new QueueOptions(MaximumBatch: 0, Capacity: 0);
            })
            .BuildServiceProvider();

        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ModelCatalog>());

        Assert.Equal(4, error.Failures.Count());
    }

    [Fact]
    public void Models_ByName_ComeFromTheContainer()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddDragoman(options => options.AddModel(model.First, "one").AddModel(model.Second, "two"))
            .BuildServiceProvider();

        Assert.Equal("one", services.GetRequiredService<HostedModel>().Name);
        Assert.Equal("two", services.GetRequiredKeyedService<HostedModel>("two").Name);
        Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<HostedModel>("three"));
    }

    /// <summary>Hears what becomes of sentences in the models of one container.</summary>
    private static MeterListener Listen(IMeterFactory container, Action<object?> onOutcome)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Name == "dragoman.sentences" && ReferenceEquals(instrument.Meter.Scope, container))
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => onOutcome(tags.ToArray().Single(tag => tag.Key == "outcome").Value));
        listener.Start();
        return listener;
    }
}
