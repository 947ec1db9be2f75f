using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Serialization;

namespace Dragoman.Cli.Arguments;

/// <summary>The option that sends text to a file instead of standard output.</summary>
internal sealed class OutputOption
{
    private readonly Option<string?> _path;

    /// <summary>Makes the option.</summary>
    /// <param name="content">What is written, such as <c>the pairs</c>.</param>
    internal OutputOption(string content)
    {
        _path = new("--output") { Description = $"Where {content} go. Default: standard output.", HelpName = "FILE" };
    }

    /// <summary>Its name.</summary>
    internal string Name => _path.Name;

    /// <summary>Whether it is given.</summary>
    /// <param name="result">The verb as it was typed.</param>
    internal bool IsIn(CommandResult result) => result.GetResult(_path) is not null;

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb) => verb.Add(_path);

    /// <summary>The file named, which must not be one of those read; null for standard output.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="inputs">Options that name files to read.</param>
    /// <exception cref="CommandException">It is one of them.</exception>
    internal string? PathOf(ParseResult arguments, params IEnumerable<Option<string?>> inputs)
    {
        string? path = arguments.GetValue(_path);
        if (path is not null)
        {
            ThrowIfInput(path, inputs.Select(input => arguments.GetValue(input)).OfType<string>());
        }

        return path;
    }

    /// <summary>Keeps a file that is read from being overwritten.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="inputs">The files to read.</param>
    /// <exception cref="CommandException">It is one of them.</exception>
    internal static void ThrowIfInput(string path, IEnumerable<string> inputs)
    {
        if (inputs.FirstOrDefault(input => Path.GetFullPath(input) == Path.GetFullPath(path)) is { } same)
        {
            throw new CommandException(
                $"The output would take the place of {same}, the same file as is read; it would be lost. Name another output.", ExitCode.Usage);
        }
    }

    /// <summary>Writes the text; a file appears whole or not at all.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where the text goes if no file is named.</param>
    /// <param name="inputs">Files that are read meanwhile.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="CommandException">The file is one of those read.</exception>
    internal void Write(ParseResult arguments, Terminal terminal, IEnumerable<string> inputs, Action<TextWriter> write)
    {
        if (PathOf(arguments) is not { } path)
        {
            write(terminal.Output);
            return;
        }

        ThrowIfInput(path, inputs);

        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, Terminal.Utf8, leaveOpen: true);
            write(writer);
        });
    }
}
