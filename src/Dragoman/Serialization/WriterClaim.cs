namespace Dragoman.Serialization;

/// <summary>Makes a process the only writer of a folder for a while. The operating system ends that with the process, however it ends.</summary>
/// <remarks>
/// The file that stands for it is taken away again. Between taking away and letting go, another process may have opened the old file, and would then hold a file that nobody
/// else looks at; so whoever has taken it looks whether it still lies there.
/// </remarks>
internal sealed class WriterClaim : IDisposable
{
    /// <summary>Who only finishes what a crash has left has the claim for a moment.</summary>
    private const int Tries = 5;
    private const string Name = ".staging.lock";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    private readonly string _path;
    private readonly FileStream _file;

    private WriterClaim(string path, FileStream file)
    {
        (_path, _file) = (path, file);
    }

    /// <summary>Takes the claim.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shown">The folder as the user named it.</param>
    /// <exception cref="IOException">Another process has it, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    internal static WriterClaim Take(string folder, string shown)
    {
        string path = Path.Combine(folder, Name);
        for (int i = 1; ; i++)
        {
            try
            {
                FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
                if (LiesAt(path, file))
                {
                    return new WriterClaim(path, file);
                }

                file.Dispose();
            }
            catch (IOException) when (i < Tries)
            {
                Thread.Sleep(Moment);
            }
            catch (IOException e) when (File.Exists(path))
            {
                throw new IOException($"{shown}: another process is writing there. Wait until it has ended, or name another folder.", e);
            }
        }
    }

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && _file.CanRead)
        {
            File.Delete(_path); // While it is held; Windows does so itself.
        }

        _file.Dispose();
    }

    private static bool LiesAt(string path, FileStream file) =>
        OperatingSystem.IsWindows() || FileStatus.Of(path) == FileStatus.OfDescriptor((int)file.SafeFileHandle.DangerousGetHandle());
}
