using System.Text;

namespace Dragoman.Serialization;

/// <summary>Replaces whole files so that a crash at any moment leaves the old file or the new one, never a mix.</summary>
/// <remarks>
/// The content goes to a temporary file in the same folder, is flushed to the disk and renamed over the target; then the
/// folder itself is flushed. One process at a time may write a file; any number may read it meanwhile. An old file keeps its
/// permissions, and a symbolic link goes on leading to the file, wherever that is. <see cref="OutputFile"/> is for pipes and devices, too.
/// </remarks>
internal static class AtomicFile
{
    private const string Extension = ".tmp";

    /// <summary>Writes or replaces a file; makes its folder if it is missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content. If it throws, the old file stays.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written, or the path is no regular file; what was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the old file is untouched.</exception>
    public static void Write(string path, Action<Stream> write) =>
        Write(path, write, (temporary, target) => File.Move(temporary, target, overwrite: true));

    /// <summary>Writes or replaces a file; puts the temporary file in its place as the caller wants it.</summary>
    internal static void Write(string path, Action<Stream> write, Action<string, string> replace, Action<string>? begin = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = LinkPath.Resolve(path);
        string folder = Path.GetDirectoryName(target) ?? throw new ArgumentException($"'{path}' is a folder, not a file.", nameof(path));
        if (!CanReplace(target))
        {
            throw new IOException($"{path} cannot be replaced: it is a folder, a pipe or a device, not a regular file.");
        }

        Directory.CreateDirectory(folder);
        DeleteLeftovers(folder, Path.GetFileName(target));

        string temporary = $"{target}.{Guid.NewGuid():N}{Extension}";
        begin?.Invoke(temporary);
        try
        {
            WriteFlushed(temporary, write, ModeOf(target));
            replace(temporary, target);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FolderFlush.Flush(folder);
    }

    /// <summary>Writes or replaces a text file in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old file is untouched.</exception>
    /// <exception cref="EncoderFallbackException">The text holds half a surrogate pair.</exception>
    public static void WriteText(string path, string text)
    {
        byte[] bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(text);
        Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes a new file, not atomically, and returns when the disk has it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="mode">Its permissions; null for those of any new file.</param>
    internal static void WriteFlushed(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16 };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var stream = new FileStream(path, options);
        if (mode is { } wanted && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, wanted); // Those that the process withholds from new files, too.
        }

        write(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Whether a path without links is free or a regular file, so that a rename over it harms nothing else.</summary>
    internal static bool CanReplace(string target) =>
        DescriptorPath.Parse(target) is null && FileStatus.Of(target).Kind is FileKind.Missing or FileKind.Regular;

    /// <summary>The permissions of a file; null if it does not exist, or has none of this kind.</summary>
    internal static UnixFileMode? ModeOf(string target) =>
        !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;

    /// <summary>Deletes what crashed writers of the same file left behind; a file that is being written is locked and stays.</summary>
    private static void DeleteLeftovers(string folder, string name)
    {
        foreach (string leftover in Directory.EnumerateFiles(folder, $"*{Extension}"))
        {
            if (!IsTemporaryOf(name, Path.GetFileName(leftover)))
            {
                continue;
            }

            try
            {
                using FileStream unlocked = new(leftover, FileMode.Open, FileAccess.Write, FileShare.None);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            File.Delete(leftover);
        }
    }

    private static bool IsTemporaryOf(string name, string candidate)
    {
        string prefix = name + ".";
        return candidate.Length > prefix.Length + Extension.Length &&
            candidate.StartsWith(prefix, StringComparison.Ordinal) &&
            Guid.TryParseExact(candidate[prefix.Length..^Extension.Length], "N", out _);
    }
}
