namespace Dragoman.Server.Training;

/// <summary>Reads files that another process writes, and may remove or replace, meanwhile.</summary>
internal static class SharedRead
{
    /// <summary>Opens a file without hindering its writer.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Null if it is not there yet, or is being replaced.</returns>
    internal static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads what stands at a position.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">In bytes from its start.</param>
    /// <param name="buffer">Takes it.</param>
    /// <returns>Number of bytes read: fewer than the buffer holds where the file ends, 0 where it cannot be read any more.</returns>
    internal static int Read(FileStream file, long position, Span<byte> buffer)
    {
        try
        {
            file.Position = position;
            return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
