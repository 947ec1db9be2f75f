using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Fuzz;

/// <summary>Makes FIFOs, which look like files and make a reader wait for a writer.</summary>
internal static class Fifo
{
    private const uint Everybody = 0x1B6; // rw-rw-rw-

    /// <summary>Makes one.</summary>
    /// <returns>0 when it is there.</returns>
    internal static int Make(string path) => OperatingSystem.IsWindows() ? -1 : MakeFifo(Encoding.UTF8.GetBytes(path + '\0'), Everybody);

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo(byte[] path, uint mode);
}
