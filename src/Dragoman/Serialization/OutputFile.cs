using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Serialization;

/// <summary>A file that a user named for output, written as what it is.</summary>
/// <remarks>
/// <para>
/// A regular file, or one that is not there yet, appears whole or not at all and keeps its permissions; behind a symbolic link it is the file
/// that the link leads to, and the link stays. A pipe, a device or a path of an open file, such as <c>/dev/stdout</c>, gets the bytes as they come.
/// </para>
/// <para>
/// A file that can be written, but not replaced (its folder is read-only, or it is a mount point), is written in place, so a crash may leave half of it.
/// </para>
/// </remarks>
internal sealed class OutputFile
{
    private readonly string _target;
    private readonly int? _descriptor;
    private readonly FileKind _kind;
    private readonly Lock _replacing = new();
    private string? _temporary; // while it is being written

    private OutputFile(string path, string target)
    {
        (Path, _target) = (path, target);
        _descriptor = DescriptorPath.Parse(target);
        _kind = _descriptor is { } descriptor ? FileStatus.OfDescriptor(descriptor).Kind : FileStatus.Of(target).Kind;
    }

    /// <summary>The path as the user named it.</summary>
    public string Path { get; }

    /// <summary>Finds out what a path leads to, and whether it can be written; nothing is written yet.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">It is a folder or a socket, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static OutputFile At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OutputFile file = new(path, LinkPath.Resolve(path));
        if (file._descriptor is { } descriptor)
        {
            return file._kind != FileKind.Missing
                ? file
                : throw new IOException($"{path} cannot be written: the process has no open file of number {descriptor}.");
        }

        switch (file._kind)
        {
            case FileKind.Folder:
                throw new IOException($"{path} is a folder. Name a file in it.");
            case FileKind.Socket:
                throw new IOException($"{path} is a socket, which cannot be opened as a file. Pipe the output into a program that connects to it.");
            case FileKind.Missing:
                file.ThrowIfNoFolder();
                break;
            case FileKind.Regular:
                file.ThrowIfReadOnly();
                break;
            default: // What streams says so when it is opened.
                break;
        }

        return file;
    }

    /// <summary>The same for a file of a given name in a folder that the user named.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name.</param>
    /// <inheritdoc cref="At" path="/exception"/>
    public static OutputFile In(string folder, string name) => System.IO.Path.Combine(folder, name) is var path && Directory.Exists(path)
        ? throw new IOException($"{path} is a folder, and a file is to be written there. Remove it, or name another folder.")
        : At(path);

    /// <summary>Writes the whole content.</summary>
    /// <param name="write">Writes it. If it throws, a regular file stays as it was.</param>
    /// <exception cref="IOException">The disk is full, or nobody reads the pipe any more.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (_descriptor is { } descriptor)
        {
            using DescriptorStream stream = new(descriptor);
            write(stream);
        }
        else if (_kind is FileKind.Missing or FileKind.Regular && FolderAccess.CanMakeFilesIn(Folder))
        {
            AtomicFile.Write(_target, write, Replace, Begin);
        }
        else
        {
            WriteInPlace(write);
        }
    }

    /// <summary>Writes several files that belong together: none is replaced before all are written.</summary>
    /// <param name="files">The files.</param>
    /// <param name="write">Writes them, given the stream of each. If it throws, regular files stay as they were.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteTogether(IReadOnlyList<OutputFile> files, Action<IReadOnlyList<Stream>> write)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(write);
        List<Stream> streams = [];
        OpenNext();

        void OpenNext()
        {
            if (streams.Count < files.Count)
            {
                files[streams.Count].Write(stream =>
                {
                    streams.Add(stream);
                    OpenNext();
                });
            }
            else
            {
                write(streams);
                streams.ForEach(stream => stream.Flush()); // A full disk is noticed before the first is replaced.
            }
        }
    }

    /// <summary>Takes away what <see cref="Write"/> has written so far, for a process that is about to end; it may be called from another thread.</summary>
    /// <returns>Whether there was anything; what streams, and a file that is whole, stay as they are.</returns>
    public bool Discard()
    {
        lock (_replacing)
        {
            if (_temporary is not { } temporary)
            {
                return false;
            }

            _temporary = null;
            File.Delete(temporary);
            return true;
        }
    }

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    /// <param name="text">The whole content.</param>
    /// <exception cref="IOException">The disk is full, or nobody reads the pipe any more.</exception>
    /// <exception cref="EncoderFallbackException">The text holds half a surrogate pair.</exception>
    public void WriteText(string text)
    {
        byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text);
        Write(stream => stream.Write(bytes));
    }

    private string Folder => System.IO.Path.GetDirectoryName(_target)!; // The target is a file, so it has a folder.

    private void ThrowIfNoFolder()
    {
        if (System.IO.Path.EndsInDirectorySeparator(Path))
        {
            throw new IOException($"{Path} names a folder. Name a file in it.");
        }

        if (!Directory.Exists(Folder))
        {
            throw new DirectoryNotFoundException(
                $"{Path} cannot be written: {Folder} {(File.Exists(Folder) ? "is a file, not a folder." : "does not exist. Make the folder first, or check the path.")}");
        }

        if (!FolderAccess.CanMakeFilesIn(Folder))
        {
            throw new UnauthorizedAccessException($"{Path} cannot be written: no file can be made in {Folder}, for it is read-only or access is denied.");
        }
    }

    private void ThrowIfReadOnly()
    {
        try
        {
            using SafeFileHandle opened = File.OpenHandle(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"{Path} cannot be written: it is read-only or access is denied.", e);
        }
    }

    private void WriteInPlace(Action<Stream> write)
    {
        using FileStream stream = new(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (_kind == FileKind.Regular)
        {
            stream.SetLength(0);
        }

        write(stream);
    }

    private void Begin(string temporary)
    {
        lock (_replacing)
        {
            _temporary = temporary;
        }
    }

    private void Replace(string temporary, string target)
    {
        lock (_replacing)
        {
            if (_temporary is null)
            {
                throw new IOException($"{Path} is not written: it was given up.");
            }

            MoveOrCopy(temporary, target);
            _temporary = null;
        }
    }

    private void MoveOrCopy(string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e) when (_kind == FileKind.Regular && e is IOException or UnauthorizedAccessException)
        {
            CopyInPlace(temporary);
            File.Delete(temporary);
        }
    }

    /// <summary>Copies over what the file holds; if that fails half-way, the whole content is still somewhere.</summary>
    private void CopyInPlace(string temporary)
    {
        string kept = $"{_target}.new";
        using FileStream content = new(temporary, FileMode.Open, FileAccess.Read);
        try
        {
            WriteInPlace(content.CopyTo);
        }
        catch (IOException e) when (!File.Exists(kept))
        {
            File.Move(temporary, kept); // What fails takes the temporary file away.
            throw new IOException($"{Path} is only half written: {e.Message} The whole content is in {kept}.", e);
        }
    }
}
