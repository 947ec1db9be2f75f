using System.CommandLine;
using Dragoman.Serialization;

namespace Dragoman.Cli.Arguments;

/// <summary>Checks the folder that a verb is to write several files into.</summary>
internal static class OutputFolder
{
    /// <summary>Throws if what the user named cannot be a folder; whether files can be made in it is seen later.</summary>
    /// <param name="path">The folder, which need not be there yet.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="CommandException">It is empty, standard output, a file or a link to nothing.</exception>
    internal static void ThrowUnlessFolder(string path, Option option)
    {
        if (path is "" or TextOutput.Standard)
        {
            throw new CommandException($"There are several files to write, so {option.Name} names a folder.", ExitCode.Usage);
        }

        if (FolderAccess.Fault(path) is { } fault)
        {
            throw new CommandException($"{path}: {fault}; {option.Name} names a folder.", ExitCode.Usage);
        }
    }
}
