using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Lab.Experiments;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman experiment</c>: trains and compares the systems that a file describes.</summary>
internal sealed class ExperimentCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("file") { Description = "The experiment, a JSON file; docs/experiments.md explains it." };

    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder for models, tables and pictures. What it holds already is not computed again.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> _dataRoot = new("--data-root")
    {
        Description = "Folder to which the paths in the file are relative, but for those that begin with ./ or ../. Default: the current one.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "Run these systems only, parted by commas; the results hold what is there of all and is not of other data.",
        HelpName = "NAMES",
    };

    private readonly Option<int?> _threads = NumberOption.Whole(
        "--threads", 0, "Threads to train and translate with; 0 takes one per processor. Default: as the file says.");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal ExperimentCommand(Terminal terminal)
        : base(
            "experiment",
            "Train and compare the systems that a file describes, and write tables and pictures. A stopped experiment goes on when the same " +
            "command is given again.")
    {
        _terminal = terminal;
        Add(_file);
        foreach (Option option in new Option[] { _output, _dataRoot, _only, _threads })
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetResult(_only) is not null && NamesIn(result.ValidValue(_only)) is [])
            {
                result.AddError($"{_only.Name} names no system; it needs names from the file, parted by commas.");
            }
        });
        SetAction(Run);
    }

    private static string[]? NamesIn(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private int Run(ParseResult arguments)
    {
        string file = arguments.GetValue(_file)!;
        string output = arguments.GetValue(_output)!;
        OutputFolder.ThrowUnlessFolder(output, _output);
        ExperimentRequest request = new(
            output,
            arguments.GetValue(_dataRoot)!,
            Path.GetDirectoryName(Path.GetFullPath(file))!,
            arguments.GetValue(_threads),
            NamesIn(arguments.GetValue(_only)),
            ShellText.Command(ReproducingArguments(arguments)),
            Hardware.Describe());
        Experiment experiment = Experiment.Load(file);
        ExperimentRunner runner = new(experiment, request);
        WarnOfColumns("evaluation.examples", experiment.Evaluation.Examples);
        WarnOfColumns("evaluation.heatMaps", experiment.Evaluation.HeatMaps);
        InputFiles inputs = new InputFiles(_terminal).Add(file);
        inputs.ThrowIfStandardOutput();
        foreach (string path in runner.OutputPaths)
        {
            inputs.ThrowIfOverwritten(path);
        }

        ExperimentDisplay display = new(_terminal, runner.Runs.Count);
        using StopSignals signals = new(display.OnStopping);
        if (runner.Run(display, signals.Token))
        {
            _terminal.Output.WriteLine($"The results are in {runner.ResultsPath}");
            return ExitCode.Success;
        }

        _terminal.Output.WriteLine("Stopped. Go on with:");
        _terminal.Output.WriteLine($"  {ShellText.Command(arguments.Tokens.Select(token => token.Value))}");
        return signals.Received is { } signal ? ExitCode.Stopped(signal) : ExitCode.Failure;
    }

    private void WarnOfColumns(string option, IReadOnlyList<string>? sentences)
    {
        foreach ((int i, string sentence) in (sentences ?? []).Index())
        {
            SentenceWarning.CheckArgument(_terminal, string.Create(CultureInfo.InvariantCulture, $"{option}[{i}]"), sentence);
        }
    }

    /// <summary>The command line that makes all results, whichever systems this one was for.</summary>
    private IEnumerable<string> ReproducingArguments(ParseResult arguments)
    {
        yield return Name;
        yield return arguments.GetValue(_file)!;
        foreach (Option option in new Option[] { _dataRoot, _output, _threads })
        {
            if (arguments.GetResult(option) is { Implicit: false } given)
            {
                yield return option.Name;
                yield return given.Tokens[0].Value;
            }
        }
    }
}
