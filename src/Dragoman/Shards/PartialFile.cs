using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Shards;

/// <summary>A file that is written in several runs, under another name until all of it is there.</summary>
/// <remarks>One process at a time writes it; the operating system lets go of it when the process ends, however it ends.</remarks>
internal sealed class PartialFile : Stream
{
    /// <summary>What its name adds to that of the whole file.</summary>
    internal const string Ending = ".partial";

    private readonly FileStream _file;
    private Checksum _checksum;

    private PartialFile(FileStream file, Checksum checksum)
    {
        (_file, _checksum) = (file, checksum);
    }

    /// <summary>CRC-32C of all that has been written.</summary>
    internal uint Checksum => _checksum.Value;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Position;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Opens or makes it, and drops what follows the part that is known to be whole.</summary>
    /// <param name="target">Path of the whole file; it is no link.</param>
    /// <param name="length">Bytes that are known to be whole.</param>
    /// <param name="checksum">Their checksum.</param>
    /// <exception cref="IOException">Another process writes it, the folder cannot be written, or it does not hold these bytes.</exception>
    internal static PartialFile Open(string target, long length, uint checksum)
    {
        string path = target + Ending;
        if (RegularFile.Fault(path) is { } fault)
        {
            throw new IOException($"{path}: {fault}. Delete it, or name another output.");
        }

        FileStream file = OpenAlone(path);
        try
        {
            Checksum sum = FileChecksum.Of(file, length);
            if (file.Position != length || sum.Value != checksum)
            {
                throw new IOException(
                    $"{path} is damaged or was changed: its first {Counted.Of(length, "byte")} are not those that were written. Delete it to begin anew, or put the old file back.");
            }

            file.SetLength(length);
            return new PartialFile(file, sum);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _file.Write(buffer);
        _checksum.Append(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _file.Flush();

    /// <summary>Returns when the disk has all that was written.</summary>
    internal void Save() => _file.Flush(flushToDisk: true);

    /// <summary>Gives it the name of the whole file, whose place and permissions it takes.</summary>
    /// <param name="target">Path of the whole file; it is no link.</param>
    internal void Commit(string target)
    {
        if (AtomicFile.ModeOf(target) is { } mode && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file.SafeFileHandle, mode);
        }

        Save();
        _file.Dispose(); // Windows renames no open file.
        File.Move(target + Ending, target, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(Path.GetFullPath(target))!); // A file's path has a folder, so never null.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"{path} cannot be opened: another process writes it. Wait for that, or name another output.", e);
        }
    }
}
