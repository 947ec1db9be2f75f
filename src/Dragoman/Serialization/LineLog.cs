using System.Text;

namespace Dragoman.Serialization;

/// <summary>A text file that only grows, one line at a time, such as <c>metrics.jsonl</c>.</summary>
/// <remarks>A checkpoint notes <see cref="Length"/>; a resumed run opens the log at that length, so that no line appears twice.</remarks>
internal sealed class LineLog : IDisposable
{
    private readonly FileStream _stream;

    private LineLog(FileStream stream)
    {
        _stream = stream;
    }

    /// <summary>Length of the file in bytes; the end of a whole line.</summary>
    public long Length => _stream.Length;

    /// <summary>Opens or makes a log and drops a last line that a crash cut off.</summary>
    /// <param name="path">The file; its folder is made if it is missing.</param>
    /// <param name="length">Keep at most this many bytes, rounded down to whole lines; null keeps every whole line.</param>
    /// <exception cref="IOException">The file cannot be written, is no regular file, or another process writes it.</exception>
    public static LineLog Open(string path, long? length = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(length ?? 0, nameof(length));
        string full = Path.GetFullPath(path);
        if (RegularFile.Fault(full) is { } fault)
        {
            throw new IOException($"{path}: {fault}. Delete it, or name another folder.");
        }

        FolderAccess.Make(Path.GetDirectoryName(full)!); // A full path of a file has a folder, so never null.
        var stream = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            long end = WholeLines(stream, Math.Min(length ?? long.MaxValue, stream.Length));
            stream.SetLength(end);
            stream.Position = end;
            return new LineLog(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a line and hands it to the operating system.</summary>
    /// <param name="line">The line without its end.</param>
    /// <exception cref="ArgumentException">The text holds a line break.</exception>
    public void Append(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.AsSpan().ContainsAny('\n', '\r'))
        {
            throw new ArgumentException("A line of a log holds no line break.", nameof(line));
        }

        _stream.Write(Encoding.UTF8.GetBytes(line + '\n'));
        _stream.Flush();
    }

    /// <summary>Waits until the disk has every line; call it before a checkpoint notes <see cref="Length"/>.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    /// <summary>The end of the last whole line at or before <paramref name="end"/>.</summary>
    private static long WholeLines(FileStream stream, long end)
    {
        Span<byte> buffer = stackalloc byte[1024];
        while (end > 0)
        {
            int count = (int)Math.Min(buffer.Length, end);
            stream.Position = end - count;
            stream.ReadExactly(buffer[..count]);
            int lineEnd = buffer[..count].LastIndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                return end - count + lineEnd + 1;
            }

            end -= count;
        }

        return 0;
    }
}
