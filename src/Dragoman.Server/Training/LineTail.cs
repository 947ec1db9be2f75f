namespace Dragoman.Server.Training;

/// <summary>Reads the lines of JSON that another process adds to a file, each once, and only whole ones; never more of the file at a time than a block or a line.</summary>
/// <param name="path">The file, which may not be there yet.</param>
/// <param name="start">The position in bytes from which on lines are read.</param>
internal sealed class LineTail(string path, long start = 0)
{
    private const int BlockBytes = 1 << 16;

    private long _position = start;

    /// <summary>Reads from the first line on that was written after a number of updates.</summary>
    /// <param name="path">The file.</param>
    /// <param name="update">The number of updates; 0 reads all lines.</param>
    /// <remarks>Updates grow from line to line, so that of a long file only the end is looked at.</remarks>
    internal static LineTail After(string path, long update) => new(
        path, update > 0 ? LinesBackwards.Read(path).FirstOrDefault(entry => JsonLines.UpdateOf(entry.Line) <= update).End : 0);

    /// <summary>Reads the lines that have come since the last call; if the file has become shorter, all of them.</summary>
    /// <returns>The lines without their ends, each valid until the next is asked for.</returns>
    internal IEnumerable<ReadOnlyMemory<byte>> Read()
    {
        using FileStream? file = SharedRead.Open(path);
        if (file is null)
        {
            yield break;
        }

        _position = file.Length < _position ? 0 : _position;
        long position = _position;
        LineBuffer buffer = new((int)Math.Clamp(file.Length - position, 1, BlockBytes));
        while (SharedRead.Read(file, position, buffer.Room()) is > 0 and var read)
        {
            position += read;
            buffer.Add(read);
            while (buffer.TryTake(out ReadOnlyMemory<byte> line))
            {
                _position += line.Length + 1;
                if (JsonLines.IsJson(line.Span))
                {
                    yield return line;
                }
            }
        }
    }
}
