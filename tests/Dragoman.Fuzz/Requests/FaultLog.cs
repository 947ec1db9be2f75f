using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dragoman.Fuzz.Requests;

/// <summary>Keeps the faults that a server logs of itself.</summary>
/// <remarks>
/// Not that Kestrel may find a read of the body unfinished when it tidies up after a client that has gone: that connection is dead already.
/// </remarks>
internal sealed class FaultLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _faults = new();

    /// <summary>Takes the faults that were logged since the last call.</summary>
    internal string[] Take()
    {
        List<string> taken = [];
        while (_faults.TryDequeue(out string? fault))
        {
            taken.Add(fault);
        }

        return [.. taken];
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && exception is not InvalidOperationException { Message: "Reading is already in progress." })
        {
            _faults.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
