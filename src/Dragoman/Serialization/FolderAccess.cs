using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Serialization;

/// <summary>Asks whether files can be made in a folder, without making one.</summary>
internal static class FolderAccess
{
    private const int WriteAndEnter = 3; // W_OK | X_OK

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
