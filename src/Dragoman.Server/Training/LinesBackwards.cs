namespace Dragoman.Server.Training;

/// <summary>Reads the whole lines of a file from the last to the first, and of the file no more than is asked for.</summary>
internal static class LinesBackwards
{
    private const int BlockBytes = 1 << 14;

    /// <summary>The lines, the last first; none if the file is not there.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Each line without its end, and the position in bytes behind its end. A line is valid until the next is asked for.</returns>
    internal static IEnumerable<(ReadOnlyMemory<byte> Line, long End)> Read(string path) => Parts(path).Skip(1); // What follows the last line end is no whole line yet.

    /// <summary>What stands between line ends, from the end of the file to its start.</summary>
    private static IEnumerable<(ReadOnlyMemory<byte> Line, long End)> Parts(string path)
    {
        using FileStream? file = SharedRead.Open(path);
        if (file is null)
        {
            yield break;
        }

        byte[] buffer = [];
        (long start, int end) = (file.Length, 0); // The buffer holds the file from start on, of which the bytes before end are still to be told.
        while (true)
        {
            int lineEnd = buffer.AsSpan(0, end).LastIndexOf((byte)'\n');
            if (lineEnd < 0 && start > 0)
            {
                int block = (int)Math.Min(start, Math.Max(BlockBytes, end)); // Twice as much for a long line, so that it is not searched over and over.
                byte[] larger = new byte[block + end];
                buffer.AsSpan(0, end).CopyTo(larger.AsSpan(block));
                if (SharedRead.Read(file, start - block, larger.AsSpan(0, block)) < block)
                {
                    yield break; // It has become shorter.
                }

                (buffer, start, end) = (larger, start - block, block + end);
                continue;
            }

            yield return (buffer.AsMemory((lineEnd + 1)..end), start + end + 1);
            if (lineEnd < 0)
            {
                yield break;
            }

            end = lineEnd;
        }
    }
}
