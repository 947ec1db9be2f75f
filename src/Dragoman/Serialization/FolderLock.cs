namespace Dragoman.Serialization;

/// <summary>Keeps a folder to one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="path">A file that stands for the folder; it is made if it is missing, and stays.</param>
    /// <returns>The lock, or null when another process holds it or the file cannot be written.</returns>
    internal static FolderLock? TryTake(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!); // A file's path has a folder, so never null.
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();
}
