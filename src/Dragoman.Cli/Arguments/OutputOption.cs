using System.CommandLine;
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
        foreach (Option<string?> input in inputs)
        {
            if (path is not null && arguments.GetValue(input) is { } read && Path.GetFullPath(read) == Path.GetFullPath(path))
            {
                throw new CommandException(
                    $"{input.Name} and {_path.Name} are the same file, {read}; it would be lost. Name another output.", ExitCode.Usage);
            }
        }

        return path;
    }

    /// <summary>Writes the text; a file appears whole or not at all.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where the text goes if no file is named.</param>
    /// <param name="write">Writes it.</param>
    internal void Write(ParseResult arguments, Terminal terminal, Action<TextWriter> write)
    {
        if (PathOf(arguments) is not { } path)
        {
            write(terminal.Output);
            return;
        }

        AtomicFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, Terminal.Utf8, leaveOpen: true);
            write(writer);
        });
    }
}
