using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.TestKit;

/// <summary>Makes pipes with names, which Unix has.</summary>
public static class NamedPipe
{
    private const uint OwnerReadsAndWrites = 0b110_000_000;

    /// <summary>Makes a pipe.</summary>
    /// <param name="path">Its name.</param>
    public static void Make(string path)
    {
        if (Make(Encoding.UTF8.GetBytes(path + '\0'), OwnerReadsAndWrites) != 0)
        {
            throw new IOException($"The pipe {path} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Make(byte[] path, uint mode);
}
