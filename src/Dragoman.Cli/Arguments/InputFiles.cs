using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Cli.Arguments;

/// <summary>What a verb reads, so that no output takes its place.</summary>
/// <param name="terminal">Where the verb reads and writes.</param>
internal sealed class InputFiles(Terminal terminal)
{
    private readonly List<(string Name, FileIdentity Identity)> _files = [];

    /// <summary>Adds files that are read.</summary>
    /// <param name="paths">Their paths; null stands for an option that is not given.</param>
    internal InputFiles Add(params IEnumerable<string?> paths)
    {
        _files.AddRange(paths.Where(path => !string.IsNullOrEmpty(path)).Select(path => (path!, FileIdentity.Of(path!))));
        return this;
    }

    /// <summary>Adds the files of a model.</summary>
    /// <param name="folder">Its folder.</param>
    internal InputFiles AddModel(string folder) => Add(new ModelFolder(folder).Files);

    /// <summary>Adds the files of models.</summary>
    /// <param name="folders">Their folders.</param>
    internal InputFiles AddModels(IEnumerable<string> folders) => Add(folders.SelectMany(folder => new ModelFolder(folder).Files));

    /// <summary>Adds standard input.</summary>
    internal InputFiles AddStandardInput()
    {
        if (terminal.InputFile is { } identity)
        {
            _files.Add((Terminal.InputName, identity));
        }

        return this;
    }

    /// <summary>Keeps a file that is read from being overwritten, under whatever name.</summary>
    /// <param name="output">The file to write.</param>
    /// <exception cref="CommandException">It is one of those read.</exception>
    internal void ThrowIfOverwritten(string output)
    {
        if (FindSame(FileIdentity.Of(output)) is { } same)
        {
            throw new CommandException(
                $"The output{(output == same ? "" : $" {output}")} would take the place of {same}, the same file as is read; it would be lost. Name another output.",
                ExitCode.Usage);
        }
    }

    /// <summary>Keeps a file that is read from growing by what is printed.</summary>
    /// <exception cref="CommandException">Standard output leads to one of those read.</exception>
    internal void ThrowIfStandardOutput()
    {
        if (terminal.OutputFile is { } output && FindSame(output) is { } same)
        {
            throw new CommandException(
                $"Standard output leads into {same}, the same file as is read; it would be damaged. Send the output to another file.", ExitCode.Usage);
        }
    }

    private string? FindSame(FileIdentity output) => _files.Find(file => file.Identity.IsSameAs(output)).Name;
}
