using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        return program is null ? null : OtherBuild.Run(program, arguments); // If it does not start, this one does the same work, slowly.
    }

    /// <summary>The folders of the builds that a processor can run, best first.</summary>
    /// <param name="level">The level of the processor.</param>
    internal static IEnumerable<string> FoldersFor(int level) => level switch
    {
        >= 4 => [Level4, Level3],
        3 => [Level3],
        _ => [],
    };

    /// <summary>Whether a folder is named as one of a wider build.</summary>
    internal static bool IsFolder(string name) => name is Level3 or Level4;
}
