using System.CommandLine;
using Dragoman.Configuration;
using Dragoman.Messages;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman options</c>: lists all options that <c>--set</c> and <c>--config</c> know.</summary>
internal sealed class OptionsCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Argument<string?> _filter = new("filter")
    {
        Description = "Shows only options whose name contains this.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _preset = new("--preset") { Description = "Show the values of this preset. Default: default.", HelpName = "NAME" };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal OptionsCommand(Terminal terminal)
        : base("options", "List all options that `dragoman train --set KEY=VALUE` knows, with their values in a preset.")
    {
        _terminal = terminal;
        Add(_filter);
        Add(_preset);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        Preset preset = Preset.Find(arguments.GetValue(_preset) ?? Preset.All[0].Name);
        string filter = arguments.GetValue(_filter) ?? "";
        IReadOnlyDictionary<string, string> values = OptionCatalog.ValuesOf(preset.Options);
        Configuration.Option[] options = [.. OptionCatalog.All.Where(option => option.Path.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (options.Length == 0)
        {
            (string Before, string Now)[] renamed = [.. RenamedOptions.Containing(filter)];
            throw new CommandException(
                $"No option has \"{Excerpt.Of(filter)}\" in its name.{string.Concat(renamed.Select(name => $" {name.Before} is now {name.Now}."))}",
                ExitCode.Usage);
        }

        TextTable table = new();
        table.Add("OPTION", $"IN {preset.Name}", "TAKES");
        foreach (Configuration.Option option in options)
        {
            table.Add(option.Path, values[option.Path].Trim('"'), option.Expected);
        }

        table.Write(_terminal.Output);
        return ExitCode.Success;
    }
}
