using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Cli;

/// <summary>The tool once more beside this one, compiled natively with what serves and fetches over HTTP.</summary>
/// <remarks>
/// That is more than half of the native code, and costs every start; few verbs need it. So a download holds builds without it, which hand over to
/// those in the folder <c>web</c> where a verb serves or fetches. Any other build of the tool is whole.
/// </remarks>
internal static class WebBuild
{
    private const string Folder = "web";

    /// <summary>Whether this build can serve and fetch. The compiler leaves out what a build does not reach for want of it.</summary>
    [FeatureSwitchDefinition("Dragoman.Cli.Web")]
    internal static bool IsThis => !AppContext.TryGetSwitch("Dragoman.Cli.Web", out bool isOn) || isOn;

    /// <summary>Does the whole work of this process in the build that can serve and fetch.</summary>
    /// <returns>Its exit code; on Unix nothing returns.</returns>
    /// <exception cref="CommandException">There is no such build, or it does not start.</exception>
    internal static int TakeOver()
    {
        string program = PathBeside(Environment.ProcessPath!); // Null only where there are no processes.
        if (!File.Exists(program))
        {
            throw new CommandException($"This build neither serves nor fetches; {program} would, and is missing. Unpack the whole archive again.", ExitCode.Failure);
        }

        return OtherBuild.Run(program, Environment.GetCommandLineArgs()[1..])
            ?? throw new CommandException($"{program} could not be started. Unpack the whole archive again.", ExitCode.Failure);
    }

    /// <summary>Path of the build for the same processors that can serve and fetch.</summary>
    /// <param name="self">Path of one that cannot.</param>
    internal static string PathBeside(string self)
    {
        string folder = Path.GetDirectoryName(self)!; // A program is a file, so it has a folder.
        string level = Path.GetFileName(folder);
        return WiderBuild.IsFolder(level)
            ? Path.Combine(Path.GetDirectoryName(folder)!, Folder, level, Path.GetFileName(self))
            : Path.Combine(folder, Folder, Path.GetFileName(self));
    }
}
