using System.Net.Http.Headers;
using System.Security.Cryptography;
using Dragoman.Serialization;

namespace Dragoman.Lab.Downloads;

/// <summary>The beginning of a file that is being fetched, and the mark of the version that it is the beginning of.</summary>
/// <remarks>Only one process at a time can have it open. The mark is in a file of its own beside it: the address, and the server's entity tag or date.</remarks>
internal sealed class PartialDownload : IDisposable
{
    private readonly string _markPath;
    private readonly FileStream _stream;

    private PartialDownload(string path, FileStream stream)
    {
        (Path, _markPath, _stream) = (path, path + ".from", stream);
    }

    /// <summary>Where it lies.</summary>
    internal string Path { get; }

    /// <summary>Bytes that are there.</summary>
    internal long Length => _stream.Length;

    /// <summary>Opens the beginning of a file, or an empty one.</summary>
    /// <param name="path">Where it lies.</param>
    /// <exception cref="DownloadException">Another process has it open.</exception>
    /// <exception cref="IOException">A file is in the place of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    internal static PartialDownload Open(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(path)!; // A file has a folder.
        FolderAccess.Make(folder);
        try
        {
            return new PartialDownload(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            throw new DownloadException($"{path} cannot be opened ({e.Message.TrimEnd('.')}). Is the same file being fetched by another process? Wait for it.", e);
        }
    }

    /// <summary>The condition on which the server may go on where the file ends; null if it must be fetched from the start.</summary>
    /// <param name="url">The address.</param>
    internal RangeConditionHeaderValue? ConditionFor(Uri url)
    {
        if (Length == 0 || !File.Exists(_markPath) || File.ReadAllLines(_markPath) is not [var address, var mark] || address != url.AbsoluteUri)
        {
            return null;
        }

        return RangeConditionHeaderValue.TryParse(mark, out RangeConditionHeaderValue? condition) ? condition : null;
    }

    /// <summary>Begins anew, with the mark of the version that comes now.</summary>
    /// <param name="url">The address.</param>
    /// <param name="response">The answer; one that has no mark cannot be gone on with later.</param>
    internal void Restart(Uri url, HttpResponseMessage response)
    {
        Clear();
        RangeConditionHeaderValue? mark = response.Headers.ETag is { IsWeak: false } tag ? new(tag)
            : response.Content.Headers.LastModified is { } date ? new(date)
            : null;
        if (mark is not null)
        {
            File.WriteAllLines(_markPath, [url.AbsoluteUri, mark.ToString()]);
        }
    }

    /// <summary>Drops what is there.</summary>
    internal void Clear()
    {
        _stream.SetLength(0);
        File.Delete(_markPath);
    }

    /// <summary>Adds bytes at the end.</summary>
    /// <param name="bytes">The bytes.</param>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Seek(0, SeekOrigin.End);
        _stream.Write(bytes);
    }

    /// <summary>SHA-256 of all bytes that are there, in lower-case hexadecimal digits.</summary>
    internal string Sha256()
    {
        _stream.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(_stream));
    }

    /// <summary>Gives the file its final name and closes it.</summary>
    /// <param name="path">The final name, in the same folder.</param>
    internal void Finish(string path)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(Path, path, overwrite: true);
        File.Delete(_markPath);
    }

    /// <summary>Closes the file; what is there stays, and a file of nothing goes.</summary>
    public void Dispose()
    {
        bool isEmpty = _stream.CanRead && Length == 0; // What is closed cannot be read.
        _stream.Dispose();
        if (isEmpty)
        {
            File.Delete(Path);
        }
    }
}
