using System.Text;
using Dragoman.Hosting;
using Dragoman.Server.Api;
using Dragoman.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dragoman.Server.Tests;

/// <summary>Sentences of a stream that fail, each on its own.</summary>
public sealed class SentenceStreamTests
{
    [Fact]
    public async Task Sentence_ThatFailsByAFaultOfTheServer_IsNotedInTheLog()
    {
        InvalidOperationException fault = new("secret");
        NotedFaults log = new();
        using MemoryStream body = new();
        DefaultHttpContext context = new()
        {
            Request = { Path = "/v1/translate" },
            Response = { Body = body },
            RequestServices = new ServiceCollection()
                .AddSingleton<ILogger<ProblemHandler>>(log)
                .ConfigureHttpJsonOptions(json => ServerJson.Configure(json.SerializerOptions))
                .BuildServiceProvider(),
        };

        await new SentenceStream(
            new TranslateRequest { Text = new OneOrMany(["a", "b"], IsMany: true) },
            [Task.FromException<IReadOnlyList<Translation>>(fault), Task.FromException<IReadOnlyList<Translation>>(new QueueFullException("Too many wait."))]).ExecuteAsync(context);

        Assert.Equal(
            "{\"error\":\"This is a fault of the server; its log says more.\"}\n{\"error\":\"Too many wait.\"}\n", Encoding.UTF8.GetString(body.ToArray()));
        (LogLevel level, string text, Exception? error) = Assert.Single(log.Entries);
        Assert.Equal((LogLevel.Error, "/v1/translate: fault of the server.", fault), (level, text, error));
    }

    private sealed class NotedFaults : ILogger<ProblemHandler>
    {
        internal List<(LogLevel Level, string Text, Exception? Error)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, formatter(state, exception), exception));
    }
}
