using System.CommandLine;
using Dragoman.Configuration;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman presets</c>: lists the recipes, or prints one.</summary>
internal sealed class PresetsCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Argument<string?> _name = new("name")
    {
        Description = "Prints all options of this preset as JSON, fit for `dragoman train --config`.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal PresetsCommand(Terminal terminal)
        : base("presets", "List the recipes that training can start from.")
    {
        _terminal = terminal;
        Add(_name);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_name) is { } name)
        {
            _terminal.Output.WriteLine(new OptionsDocument(Preset.Find(name).Options).ToJson());
            return ExitCode.Success;
        }

        TextTable table = new();
        foreach (Preset preset in Preset.All)
        {
            table.Add(preset.Name, preset.Description);
        }

        table.Write(_terminal.Output);
        return ExitCode.Success;
    }
}
