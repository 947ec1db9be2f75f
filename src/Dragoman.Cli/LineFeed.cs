using System.Globalization;
using System.Threading.Channels;
using Dragoman.Data;
using Dragoman.Shards;

namespace Dragoman.Cli;

/// <summary>
/// Reads lines on a thread of its own and hands out what has arrived: all that waits, up to a limit, when the reader is ahead, and a single
/// line at once when somebody types.
/// </summary>
internal sealed class LineFeed
{
    private readonly Channel<NumberedLine> _lines;
    private readonly int _limit;

    /// <summary>Starts to read.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="limit">Most lines handed out at a time.</param>
    internal LineFeed(Utf8LineReader reader, int limit)
        : this(limit, feed => feed.ReadAll(reader))
    {
    }

    /// <summary>Starts to read one part of the lines, from where an earlier run has left off.</summary>
    /// <param name="reader">The lines, from the first on.</param>
    /// <param name="limit">Most lines handed out at a time.</param>
    /// <param name="part">Which lines to hand out.</param>
    /// <param name="start">Where the earlier run has left off.</param>
    /// <param name="name">What the lines come from, in the user's words.</param>
    internal LineFeed(Utf8LineReader reader, int limit, Shard part, TextPosition start, string name)
        : this(limit, feed => feed.ReadPart(reader, part, start, name))
    {
    }

    private LineFeed(int limit, Action<LineFeed> read)
    {
        _limit = limit;
        _lines = Channel.CreateBounded<NumberedLine>(new BoundedChannelOptions(limit) { SingleReader = true, SingleWriter = true });
        new Thread(() => Read(read)) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>The end of the lines, once <see cref="Next"/> has nothing more.</summary>
    internal TextPosition End { get; private set; }

    /// <summary>The lines that have arrived, waiting for the first; empty at the end.</summary>
    /// <exception cref="CorpusFormatException">A line is not valid, or lines that an earlier run has read are others now; all lines before it have been handed out.</exception>
    internal List<NumberedLine> Next()
    {
        var lines = new List<NumberedLine>();
        if (WaitForLine())
        {
            while (lines.Count < _limit && _lines.Reader.TryRead(out NumberedLine line))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private bool WaitForLine() => _lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Read(Action<LineFeed> read)
    {
        try
        {
            read(this);
            _lines.Writer.Complete();
        }
        catch (Exception e) // Whatever it is, for this thread has nobody to tell: it comes from Next, unless nobody listens any more.
        {
            _lines.Writer.Complete(e);
        }
    }

    private void ReadAll(Utf8LineReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            End = End with { Lines = End.Lines + 1 };
            HandOut(line);
        }
    }

    private void ReadPart(Utf8LineReader reader, Shard part, TextPosition start, string name)
    {
        while (reader.ReadLine() is { } line)
        {
            End = End.After(line);
            if (End.Lines == start.Lines && End != start)
            {
                throw Changed("its first {0:N0} lines are not those that were translated so far.");
            }

            if (End.Lines > start.Lines && part.Holds(End.Lines))
            {
                HandOut(line);
            }
        }

        if (End.Lines < start.Lines)
        {
            throw Changed("it has fewer than the {0:N0} lines that were read so far.");
        }

        CorpusFormatException Changed(string problem) => new(
            name, null, string.Format(CultureInfo.InvariantCulture, $"{problem} Give the same input, or delete the output and what lies beside it to begin anew.", start.Lines));
    }

    private void HandOut(string line) => _lines.Writer.WriteAsync(new NumberedLine(line, End)).AsTask().GetAwaiter().GetResult();
}
