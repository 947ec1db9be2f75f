using System.Runtime.InteropServices;

namespace Dragoman.Serialization;

/// <summary>Tells the files that a process was given from those that it has opened itself.</summary>
/// <remarks>
/// A program that was started with standard input closed, as by <c>&lt;&amp;-</c>, gives that number to the first file it opens; the runtime's is a pipe into which
/// nothing is ever written, and reading from it never ends.
/// </remarks>
internal static class InheritedDescriptor
{
    private const int GetFlags = 1; // F_GETFD, the same on Linux and macOS.
    private const int ClosesOnExecution = 1; // FD_CLOEXEC: what has it was opened later, or it would have been closed at the start.

    /// <summary>Whether the process was started with an open file of a number.</summary>
    /// <param name="descriptor">The number, such as 0 for standard input.</param>
    internal static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows() || FileControl(descriptor, GetFlags) is var flags && flags >= 0 && (flags & ClosesOnExecution) == 0;

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(int descriptor, int command);
}
