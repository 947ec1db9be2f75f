
namespace Dragoman.Serialization;

/// <summary>Tells files from what only looks like one: opening a FIFO waits for a writer, and a device may never end.</summary>
internal static class RegularFile
{
    /// <summary>What is there instead of a file, as the end of a sentence; null for a file and for nothing at all.</summary>
    /// <param name="path">The file; links are followed.</param>
    internal static string? Fault(string path) => FileStatus.Of(path).Kind switch
    {
        FileKind.Pipe => "it is a FIFO, not a file",
        FileKind.Device => "it is a device, not a file",
        FileKind.Folder => "it is a folder, not a file",
        FileKind.Socket => "it is a socket, not a file",
        _ => null,
    };

    /// <summary>Reads a whole file that should be small.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">Longest that it may be, in bytes.</param>
    /// <exception cref="InvalidDataException">It is no regular file, or too long; the message is the end of a sentence.</exception>
    /// <exception cref="IOException">It does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal static byte[] ReadAll(string path, long mostBytes)
    {
        if (Fault(path) is { } fault)
        {
            throw new InvalidDataException(fault);
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > mostBytes)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it is {file.Length:N0} bytes long, and at most {mostBytes:N0} are read"));
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
