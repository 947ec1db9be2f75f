using System.Threading.Channels;
using Dragoman.Data;

namespace Dragoman.Cli;

/// <summary>
/// Reads lines on a thread of its own and hands out what has arrived: all that waits, up to a limit, when the reader is ahead, and a single
/// line at once when somebody types.
/// </summary>
internal sealed class LineFeed
{
    private readonly Channel<string> _lines;
    private readonly int _limit;

    /// <summary>Starts to read.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="limit">Most lines handed out at a time.</param>
    internal LineFeed(Utf8LineReader reader, int limit)
    {
        _limit = limit;
        _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(limit) { SingleReader = true, SingleWriter = true });
        new Thread(() => Read(reader)) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>The lines that have arrived, waiting for the first; empty at the end.</summary>
    /// <exception cref="CorpusFormatException">A line is not valid; all lines before it have been handed out.</exception>
    internal List<string> Next()
    {
        var lines = new List<string>();
        if (WaitForLine())
        {
            while (lines.Count < _limit && _lines.Reader.TryRead(out string? line))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private bool WaitForLine() => _lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Read(Utf8LineReader reader)
    {
        try
        {
            while (reader.ReadLine() is { } line)
            {
                _lines.Writer.WriteAsync(line).AsTask().GetAwaiter().GetResult();
            }

            _lines.Writer.Complete();
        }
        catch (Exception e) when (e is CorpusFormatException or IOException)
        {
            _lines.Writer.Complete(e);
        }
    }
}
