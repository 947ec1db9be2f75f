using System.CommandLine;
using Dragoman.Cli.Commands;
using Dragoman.Mpi;

namespace Dragoman.Cli;

/// <summary>The whole command line: the verbs, and what happens when something goes wrong.</summary>
internal static class CommandLine
{
    /// <summary>Shows the stack trace of an error.</summary>
    internal static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace of an error.",
        Recursive = true,
    };

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">What the user typed.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(string[] arguments, Terminal terminal)
    {
        ParserConfiguration parsing = new() { ResponseFileTokenReplacer = null }; // A sentence may begin with @.
        arguments = arguments is ["help", .. var verb] ? [.. verb, "--help"] : arguments is [] ? ["--help"] : arguments;
        ParseResult parsed = CreateRoot(terminal).Parse(arguments, parsing);
        try
        {
            TypedWords words = new(arguments, parsed);
            ThrowIfRepeated(parsed.CommandResult.Command);
            bool isUnderstood = parsed.Errors.Count == 0 || parsed.Action is not (null or System.CommandLine.Invocation.ParseErrorAction);
            int code = !isUnderstood || words.HaveFault
                ? ReportUsage(parsed, words, terminal)
                : parsed.Invoke(new InvocationConfiguration
                {
                    Output = terminal.Output,
                    Error = terminal.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                });
            terminal.Output.Flush();
            return code;
        }
        catch (Exception e)
        {
            return ErrorReport.Write(e, terminal, parsed.GetValue(Verbose));
        }
    }

    /// <summary>A launcher of several processes gives each the whole work of a command that does not share it.</summary>
    private static void ThrowIfRepeated(Command command)
    {
        if (MpiLauncher.Size is > 1 and var size && command is not (TrainCommand or RootCommand))
        {
            throw new CommandException(
                $"The launcher has started {size} processes, each of which would do the whole work of {command.Name}; only train shares its work among them. " +
                "Start it without mpirun.",
                ExitCode.Usage);
        }
    }

    private static RootCommand CreateRoot(Terminal terminal)
    {
        RootCommand root = new(
            "Sequence-to-sequence learning with attention: train on pairs, translate, see where the model looked." + Environment.NewLine +
            "Exit codes: 0 success, 1 failure, 2 wrong usage.");
        root.Directives.Clear(); // A sentence may begin with a bracket.
        root.Add(Verbose);
        foreach (Command verb in CreateVerbs(terminal))
        {
            root.Add(verb);
        }

        return root;
    }

    private static IEnumerable<Command> CreateVerbs(Terminal terminal) =>
    [
        new DemoCommand(terminal),
        new DownloadCommand(terminal),
        new PrepareCommand(terminal),
        new SplitCommand(terminal.ForReports),
        new TreebankCommand(terminal),
        new TrainCommand(terminal.ForReports),
        new TranslateCommand(terminal),
        new MergeCommand(terminal),
        new EvaluateCommand(terminal),
        new ScoreCommand(terminal),
        new AttentionCommand(terminal),
        new ExplainCommand(terminal),
        new AlignCommand(terminal),
        new IndexCommand(terminal.ForReports),
        new QuantizeCommand(terminal.ForReports),
        new NeighboursCommand(terminal),
        new WordsCommand(terminal),
        new ShortlistCommand(terminal.ForReports),
        new ExportCommand(terminal.ForReports),
        new ServeCommand(terminal.ForReports),
        new ExperimentCommand(terminal.ForReports),
        new InspectCommand(terminal),
        new PresetsCommand(terminal),
        new OptionsCommand(terminal),
        new BenchmarkCommand(terminal),
    ];

    private static int ReportUsage(ParseResult parsed, TypedWords words, Terminal terminal)
    {
        if (MpiLauncher.Rank is not > 0) // Other ranks have the same command line.
        {
            new UsageReport(words, parsed).Write(terminal.Error);
        }

        return ExitCode.Usage;
    }
}
