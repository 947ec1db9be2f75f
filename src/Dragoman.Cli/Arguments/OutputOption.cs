using System.CommandLine;

namespace Dragoman.Cli.Arguments;

/// <summary>The option that names a file to write instead of standard output.</summary>
internal static class OutputOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="content">What goes there, such as <c>the translations</c>.</param>
    internal static Option<string?> Create(string content) =>
        new("--output") { Description = $"Where {content} go. Default: standard output.", HelpName = "FILE" };

    /// <summary>The file named, which must not be one of those read.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">The option.</param>
    /// <param name="inputs">Options that name files to read.</param>
    /// <exception cref="CommandException">It is one of them.</exception>
    internal static string? PathOf(ParseResult arguments, Option<string?> output, params IEnumerable<Option<string?>> inputs)
    {
        string? path = arguments.GetValue(output);
        foreach (Option<string?> input in inputs)
        {
            if (path is not null && arguments.GetValue(input) is { } read && Path.GetFullPath(read) == Path.GetFullPath(path))
            {
                throw new CommandException(
                    $"{input.Name} and {output.Name} are the same file, {read}; it would be lost. Name another output.", ExitCode.Usage);
            }
        }

        return path;
    }
}
