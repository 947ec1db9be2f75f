namespace Dragoman.Serialization;

/// <summary>Keeps a folder to one writing process. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>Who only looks whether the lock is taken has the file open for a moment.</summary>
    private const int Tries = 5;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _file;

    private FolderLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Takes the lock if it is free.</summary>
    /// <param name="path">A file that stands for the folder; it is made if it is missing, and stays.</param>
    /// <returns>The lock, or null when another process holds it.</returns>
    /// <exception cref="IOException">The folder is none.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file cannot be written.</exception>
    internal static FolderLock? TryTake(string path)
    {
        FolderAccess.Make(Path.GetDirectoryName(path)!); // A file's path has a folder, so never null.
        for (int i = 1; ; i++)
        {
            try
            {
                return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (i < Tries && File.Exists(path))
            {
                Thread.Sleep(Moment);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }
        }
    }

    /// <summary>Whether somebody holds the lock, this process or another.</summary>
    /// <param name="path">The file that stands for the folder.</param>
    internal static bool IsTaken(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read); // Refused to all but the holder.
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();
}
