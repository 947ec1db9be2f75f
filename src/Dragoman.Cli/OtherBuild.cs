using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dragoman.Cli;

/// <summary>Another build of the tool, which goes on in the place of this one.</summary>
internal static class OtherBuild
{
    /// <summary>Hands over. On Unix the other build takes the place of this process, and nothing returns; on Windows it is a child.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What the user typed.</param>
    /// <returns>Its exit code; null if it could not be started.</returns>
    internal static int? Run(string program, string[] arguments) => OperatingSystem.IsWindows() ? RunChild(program, arguments) : Replace(program, arguments);

    /// <summary>Keeps the process with its number, its files and its terminal, and changes the program in it.</summary>
    private static int? Replace(string program, string[] arguments)
    {
        string[] line = [Environment.GetCommandLineArgs()[0], .. arguments];
        nint[] pointers = [.. line.Select(Marshal.StringToCoTaskMemUTF8), 0];
        _ = Execute(Encoding.UTF8.GetBytes(program + '\0'), pointers);
        return null; // It returns only if the program could not be started.
    }

    /// <summary>Windows cannot replace a process; the child has the same console, and ends by itself when Ctrl-C is pressed there.</summary>
    private static int RunChild(string program, string[] arguments)
    {
        Console.CancelKeyPress += (_, press) => press.Cancel = true;
        using Process child = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!; // Null only with a shell.
        child.WaitForExit();
        return child.ExitCode;
    }

    [DllImport("libc", EntryPoint = "execv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(byte[] path, nint[] arguments);
}
