using System.Text;

namespace Dragoman.Serialization;

/// <summary>Replaces several files of a folder as one: a crash at any moment leaves all old files or all new ones.</summary>
/// <remarks>
/// <para>
/// New files are collected in <c>.staging</c>; renaming that to <c>.committed</c> is the one moment that counts; then the
/// files are moved to their places. A crash before the moment leaves files that nobody reads, a crash after it leaves work
/// that <see cref="Recover"/> finishes: call it before reading the folder. <see cref="Begin"/> calls it, too.
/// Files that were neither staged nor removed stay as they are. A file of the folder that is a symbolic link to another one goes on being that link.
/// </para>
/// <para>One writer at a time: while it is at work it holds <c>.staging.lock</c>, and the operating system lets go of that when its process ends, however it ends.</para>
/// <example><code>
/// using AtomicFolder update = AtomicFolder.Begin("models/en-fr");
/// update.Write("config.json", stream => stream.Write(json));
/// update.Write("model.safetensors", stream => SafetensorsFile.Write(stream, tensors));
/// update.Commit();
/// </code></example>
/// </remarks>
internal sealed class AtomicFolder : IDisposable
{
    private const string StagingName = ".staging";
    private const string CommittedName = ".committed";
    private const string RemovedName = ".removed";

    /// <summary>Everything inside, hidden files included, but nothing behind a link.</summary>
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>The same with links themselves.</summary>
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    private readonly string _folder;
    private readonly string _staging;
    private readonly WriterClaim _claim;
    private readonly List<string> _removed = [];

    private AtomicFolder(string folder, WriterClaim claim)
    {
        (_folder, _staging, _claim) = (folder, Path.Combine(folder, StagingName), claim);
    }

    /// <summary>Starts to collect files; makes the folder if it is missing and finishes or drops what a crash left.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The folder cannot be made, or another writer is at work.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static AtomicFolder Begin(string folder)
    {
        FolderAccess.Make(folder);
        string path = Path.GetFullPath(folder);
        AtomicFolder update = new(path, WriterClaim.Take(path, folder));
        try
        {
            update.TidyUp();
            Directory.CreateDirectory(update._staging);
            return update;
        }
        catch
        {
            update._claim.Dispose();
            throw;
        }
    }

    /// <summary>Finishes an interrupted <see cref="Commit"/> and drops files that were never committed, unless a writer is at work or the folder cannot be written.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <exception cref="IOException">What there is to finish cannot be finished.</exception>
    public static void Recover(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!NeedsRecovery(folder))
        {
            return;
        }

        string path = Path.GetFullPath(folder);
        WriterClaim claim;
        try
        {
            claim = WriterClaim.Take(path, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        using AtomicFolder left = new(path, claim);
        left.TidyUp();
    }

    /// <summary>Whether a crash has left something for <see cref="Recover"/>, or another process is writing just now.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    public static bool NeedsRecovery(string folder) =>
        Path.Exists(Path.Combine(folder, CommittedName)) || Directory.Exists(Path.Combine(folder, StagingName));

    /// <summary>Adds a file; it appears in the folder with <see cref="Commit"/>.</summary>
    /// <param name="relativePath">Its path inside the folder, such as <c>training/state.safetensors</c>.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="ArgumentException">The path leads out of the folder.</exception>
    /// <exception cref="IOException">The file is added twice, or cannot be written.</exception>
    public void Write(string relativePath, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string path = Inside(_staging, relativePath) ?? throw new ArgumentException($"'{relativePath}' leads out of the folder.", nameof(relativePath));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // Inside the staging folder, so never null.
        AtomicFile.WriteFlushed(path, write);
    }

    /// <summary>Marks a file that the folder may hold; it goes with <see cref="Commit"/>.</summary>
    /// <param name="relativePath">Its path inside the folder.</param>
    /// <exception cref="ArgumentException">The path leads out of the folder.</exception>
    public void Remove(string relativePath) => _removed.Add(
        Inside(_staging, relativePath) is not null ? relativePath : throw new ArgumentException($"'{relativePath}' leads out of the folder.", nameof(relativePath)));

    /// <summary>Puts all added files in their places, and takes the marked ones away.</summary>
    /// <exception cref="IOException">A folder stands where a file is to be, or the folder cannot be written; <see cref="Recover"/> finishes the work if it has begun.</exception>
    public void Commit()
    {
        ThrowIfBlocked();
        Seal();
        Publish(_folder);
    }

    /// <summary>Drops the added files unless they were committed.</summary>
    public void Dispose()
    {
        DeleteFolder(_staging);
        _claim.Dispose();
    }

    /// <summary>Lets go of the folder and leaves everything as it is, as the operating system does after a crash; for tests.</summary>
    internal void Abandon() => _claim.Dispose();

    /// <summary>The moment that counts: from here on the new files win.</summary>
    internal void Seal()
    {
        if (_removed.Count > 0)
        {
            AtomicFile.WriteFlushed(Path.Combine(_staging, RemovedName), stream => stream.Write(Encoding.UTF8.GetBytes(string.Join('\n', _removed))));
        }

        foreach (string folder in Directory.EnumerateDirectories(_staging, "*", Everything).Append(_staging))
        {
            FolderFlush.Flush(folder);
        }

        Directory.Move(_staging, Path.Combine(_folder, CommittedName));
        FolderFlush.Flush(_folder);
    }

    /// <summary>Once the new files win, a folder in the place of one could only be reported.</summary>
    private void ThrowIfBlocked()
    {
        foreach (string file in Directory.EnumerateFiles(_staging, "*", Everything))
        {
            string place = Path.Combine(_folder, Path.GetRelativePath(_staging, file));
            if (Directory.Exists(place))
            {
                throw new IOException($"{place} is a folder, and a file is to be written there. Remove it, or name another folder.");
            }
        }
    }

    private void TidyUp()
    {
        Publish(_folder);
        DeleteFolder(_staging);
    }

    /// <summary>Only what this class puts there is moved: a link or a device would make something else of the folder.</summary>
    private static void ThrowIfForeign(string committed)
    {
        string? fault = null;
        if (!Directory.Exists(committed) && Path.Exists(committed))
        {
            fault = "it is no folder";
        }
        else if (new DirectoryInfo(committed).LinkTarget is not null)
        {
            fault = "it is a link";
        }

        if (fault is not null)
        {
            throw Unfinished(committed, fault);
        }

        foreach (string entry in Directory.EnumerateFileSystemEntries(committed, "*", All))
        {
            bool isFolder = Directory.Exists(entry);
            fault = new FileInfo(entry).LinkTarget is not null ? "it is a link" : isFolder ? null : RegularFile.Fault(entry);
            if (fault is not null)
            {
                throw Unfinished(entry, fault);
            }
        }
    }

    private static CheckpointException Unfinished(string path, string fault, Exception? cause = null) => new(
        path, $"a change that was cut off cannot be finished, for {fault}.", $"Delete {CommittedName} and restore the folder from a copy.", cause);

    /// <summary>Moves committed files to their places. May be cut off anywhere and called again.</summary>
    private static void Publish(string folder)
    {
        string committed = Path.Combine(folder, CommittedName);
        if (!Path.Exists(committed))
        {
            return;
        }

        ThrowIfForeign(committed);
        var changed = new HashSet<string>(StringComparer.Ordinal) { folder };
        string list = Path.Combine(committed, RemovedName);
        foreach (string source in Directory.GetFiles(committed, "*", Everything).Where(file => file != list))
        {
            string target = PlaceOf(Path.Combine(folder, Path.GetRelativePath(committed, source)));
            string parent = Path.GetDirectoryName(target)!; // The target lies inside the folder, so never null.
            try
            {
                Directory.CreateDirectory(parent);
                if (AtomicFile.ModeOf(target) is { } mode && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(source, mode);
                }

                File.Move(source, target, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Unfinished(target, $"the file cannot be written ({e.Message.TrimEnd('.')})", e);
            }

            changed.Add(parent);
        }

        foreach (string removed in File.Exists(list) ? File.ReadAllLines(list) : [])
        {
            string path = Inside(folder, removed) ?? throw Unfinished(list, $"it names {removed}, which is not in the folder");
            if (!File.Exists(path))
            {
                continue;
            }

            File.Delete(path);
            changed.Add(Path.GetDirectoryName(path)!); // It lies inside the folder, so never null.
        }

        // All of it must be on the disk before the work list goes away.
        foreach (string parent in changed)
        {
            FolderFlush.Flush(parent);
        }

        DeleteFolder(committed);
    }

    /// <summary>The full path of something in a folder; null if it leads out of it.</summary>
    private static string? Inside(string folder, string relativePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(relativePath);
        string path = Path.GetFullPath(Path.Combine(folder, relativePath));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : null;
    }

    /// <summary>Where a file goes: what its link leads to, unless that is a device or the like, of which the file takes the link's place.</summary>
    private static string PlaceOf(string path)
    {
        string target = LinkPath.Resolve(path);
        return AtomicFile.CanReplace(target) ? target : path;
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
