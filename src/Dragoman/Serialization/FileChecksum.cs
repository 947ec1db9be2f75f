namespace Dragoman.Serialization;

/// <summary>CRC-32C of files, in memory that does not grow with them.</summary>
internal static class FileChecksum
{
    /// <summary>The checksum of a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It is missing, no regular file, or cannot be read.</exception>
    internal static Checksum Of(string path)
    {
        if (RegularFile.Fault(path) is { } fault)
        {
            throw new IOException($"{path}: {fault}, so it cannot be read twice.");
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        return Of(file, file.Length);
    }

    /// <summary>The checksum of what follows in a stream, which then stands behind it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">Bytes to read; fewer are read if the stream ends before.</param>
    internal static Checksum Of(Stream stream, long length)
    {
        Checksum checksum = new();
        byte[] buffer = new byte[1 << 16];
        while (length > 0 && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length)) is > 0 and int read)
        {
            checksum.Append(buffer.AsSpan(0, read));
            length -= read;
        }

        return checksum;
    }
}
