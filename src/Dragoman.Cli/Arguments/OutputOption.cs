using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dragoman.Cli.Arguments;

/// <summary>An option that names a file to write, or <c>-</c> for standard output.</summary>
internal sealed class OutputOption
{
    private readonly Option<string?> _path;

    /// <summary>Makes the option <c>--output</c>, which sends text to a file instead of standard output.</summary>
    /// <param name="content">What is written, such as <c>the pairs</c>.</param>
    internal OutputOption(string content)
        : this("--output", $"Where {content} go. Default: standard output.")
    {
    }

    /// <summary>Makes an option.</summary>
    /// <param name="name">Its name, such as <c>--svg</c>.</param>
    /// <param name="description">The help text.</param>
    internal OutputOption(string name, string description)
    {
        _path = new(name) { Description = description, HelpName = "FILE" };
        _path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is "")
            {
                result.AddError($"{name} needs the name of a file, or - for standard output.");
            }
        });
    }

    /// <summary>Its name.</summary>
    internal string Name => _path.Name;

    /// <summary>Whether it is given.</summary>
    /// <param name="result">The verb as it was typed.</param>
    internal bool IsIn(CommandResult result) => result.GetResult(_path) is not null;

    /// <summary>Adds the option to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb) => verb.Add(_path);

    /// <summary>Where the user wants the output; nothing is written yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where the text goes if no file is named.</param>
    /// <param name="inputs">What is read, which must not be overwritten.</param>
    /// <param name="standard">What to take if the option is not given: a path, or <c>-</c> for standard output.</param>
    /// <exception cref="CommandException">The output is one of the files read.</exception>
    /// <exception cref="IOException">The output is a folder, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    internal TextOutput Open(ParseResult arguments, Terminal terminal, InputFiles inputs, string standard = TextOutput.Standard) =>
        TextOutput.Open(arguments.GetValue(_path) ?? standard, terminal, inputs);

    /// <summary>Where the user wants the output; null if the option is not given.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where the text goes if <c>-</c> is named.</param>
    /// <param name="inputs">What is read, which must not be overwritten.</param>
    /// <exception cref="CommandException">The output is one of the files read.</exception>
    /// <exception cref="IOException">The output is a folder, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    internal TextOutput? OpenIfGiven(ParseResult arguments, Terminal terminal, InputFiles inputs) =>
        arguments.GetValue(_path) is { } path ? TextOutput.Open(path, terminal, inputs) : null;
}
