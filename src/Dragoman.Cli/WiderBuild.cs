using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Dragoman.Cli;

/// <summary>The tool once more beside this one, compiled natively for wider vectors than any x64 processor has.</summary>
/// <remarks>
/// Native code has its width of vectors fixed when it is compiled. So a download holds a build that starts on every processor, and, in folders named
/// for levels of the architecture, others that need more; the first hands over to the best that can run. Code that is compiled while it runs
/// needs none of this.
/// </remarks>
internal static class WiderBuild
{
    private const string Level3 = "x86-64-v3";
    private const string Level4 = "x86-64-v4";

    /// <summary>Runs a wider build instead of this one, if this is the narrow one and there is a better for this processor.</summary>
    /// <param name="arguments">What the user typed.</param>
    /// <returns>Its exit code; null if this build is to go on. On Unix a wider build takes the place of this process, and nothing returns.</returns>
    internal static int? TryRun(string[] arguments)
    {
        if (RuntimeFeature.IsDynamicCodeSupported || Vector256.IsHardwareAccelerated || !X86Base.IsSupported || Environment.ProcessPath is not { } self)
        {
            return null;
        }

        string folder = Path.GetDirectoryName(self) ?? "";
        string? program = FoldersFor(ProcessorLevel.Of(X86Base.CpuId))
            .Select(level => Path.Combine(folder, level, Path.GetFileName(self)))
            .FirstOrDefault(File.Exists);
        return program is null ? null : OperatingSystem.IsWindows() ? RunChild(program, arguments) : Replace(program, arguments);
    }

    /// <summary>The folders of the builds that a processor can run, best first.</summary>
    /// <param name="level">The level of the processor.</param>
    internal static IEnumerable<string> FoldersFor(int level) => level switch
    {
        >= 4 => [Level4, Level3],
        3 => [Level3],
        _ => [],
    };

    /// <summary>Keeps the process with its number, its files and its terminal, and changes the program in it.</summary>
    private static int? Replace(string program, string[] arguments)
    {
        string[] line = [Environment.GetCommandLineArgs()[0], .. arguments];
        nint[] pointers = [.. line.Select(Marshal.StringToCoTaskMemUTF8), 0];
        _ = Execute(Encoding.UTF8.GetBytes(program + '\0'), pointers);
        return null; // It returns only if the program could not be started; the narrow build does the same work, slowly.
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
