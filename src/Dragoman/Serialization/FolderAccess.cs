using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Serialization;

/// <summary>Makes folders to write into, and says what is in the way when one cannot be made.</summary>
internal static class FolderAccess
{
    private const int WriteAndEnter = 3; // W_OK | X_OK

    /// <summary>What is there instead of a folder, as the end of a sentence; null for a folder and for nothing at all.</summary>
    /// <param name="path">The folder; links are followed.</param>
    internal static string? Fault(string path)
    {
        if (Directory.Exists(path))
        {
            return null;
        }

        FileInfo entry = new(Path.TrimEndingDirectorySeparator(path));
        return entry.LinkTarget is { } target && !File.Exists(LinkPath.Resolve(entry.FullName)) ? $"it is a link to {target}, which does not exist"
            : entry.Exists ? "it is a file, not a folder"
            : null;
    }

    /// <summary>Makes a folder and those above it, unless they are there.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">Something else stands in its place, or in that of one above it.</exception>
    /// <exception cref="UnauthorizedAccessException">No file can be made there.</exception>
    internal static void Make(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.GetFullPath(folder);
        string nearest = path;
        while (!Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above)
        {
            nearest = above;
        }

        if (Fault(nearest) is { } fault)
        {
            throw new IOException(nearest == path ? $"{folder}: {fault}. Name another folder." : $"{nearest}: {fault}, so {folder} cannot be made. Name another folder.");
        }

        if (!CanMakeFilesIn(nearest))
        {
            throw new UnauthorizedAccessException($"{folder} cannot be written: no file can be made in {nearest}, for it is read-only or access is denied.");
        }

        Directory.CreateDirectory(path);
    }

    /// <summary>Whether files can be made in a folder; true where the system cannot be asked.</summary>
    /// <param name="folder">A folder that exists.</param>
    internal static bool CanMakeFilesIn(string folder)
    {
        try
        {
            return OperatingSystem.IsWindows() || Access(Encoding.UTF8.GetBytes(folder + '\0'), WriteAndEnter) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
