using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Cli.Commands;
using Dragoman.Configuration;
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
        ParseResult parsed = CreateRoot(terminal).Parse(arguments.Length == 0 ? ["--help"] : arguments, parsing);
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
        new SplitCommand(terminal),
        new TreebankCommand(terminal),
        new TrainCommand(terminal),
        new TranslateCommand(terminal),
        new MergeCommand(terminal),
        new EvaluateCommand(terminal),
        new ScoreCommand(terminal),
        new AttentionCommand(terminal),
        new ExplainCommand(terminal),
        new AlignCommand(terminal),
        new IndexCommand(terminal),
        new QuantizeCommand(terminal),
        new NeighboursCommand(terminal),
        new WordsCommand(terminal),
        new ShortlistCommand(terminal),
        new ExportCommand(terminal),
        new ServeCommand(terminal),
        new ExperimentCommand(terminal),
        new InspectCommand(terminal),
        new PresetsCommand(terminal),
        new OptionsCommand(terminal),
        new BenchmarkCommand(terminal),
    ];

    private static int ReportUsage(ParseResult parsed, TypedWords words, Terminal terminal)
    {
        if (MpiLauncher.Rank is > 0)
        {
            return ExitCode.Usage; // Rank 0 has the same command line, and reports it.
        }

        if ((words.FindUnknownOption() ?? (parsed.UnmatchedTokens is [{ } first, ..] ? first : null)) is { } unknown)
        {
            // The other errors mostly follow from this one.
            IEnumerable<string> names = Known(parsed.CommandResult.Command).Concat(Known(parsed.RootCommandResult.Command));
            string kind = unknown.StartsWith('-') ? "option" : parsed.CommandResult.Command.Subcommands.Count > 0 ? "command" : "argument";
            string remedy = kind == "argument" ? " Files and values are named by options, such as --data FILE." : Suggestion.For(unknown, names);
            terminal.Error.WriteLine($"error: There is no {kind} {unknown} here.{remedy}");
        }
        else if ((FindMissing(parsed.CommandResult) ?? TypedWords.FindEmpty(parsed.CommandResult)) is { } missing)
        {
            terminal.Error.WriteLine($"error: {missing}");
        }
        else
        {
            foreach (ParseError error in parsed.Errors)
            {
                terminal.Error.WriteLine($"error: {error.Message}");
            }
        }

        List<string> path = [.. Path(parsed.CommandResult)];
        terminal.Error.WriteLine($"See: {string.Join(' ', path)} --help");
        return ExitCode.Usage;
    }

    /// <summary>What a verb lacks: one of its own verbs, or an argument; null if it has both.</summary>
    private static string? FindMissing(CommandResult typed)
    {
        Command verb = typed.Command;
        return verb.Subcommands.Count > 0 && verb.Action is null
            ? $"{verb.Name} needs one of: {string.Join(", ", verb.Subcommands.Select(command => command.Name))}."
            : verb.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0 && typed.GetResult(argument) is null or { Tokens.Count: 0 }) is { } argument
                ? $"{verb.Name} needs its {argument.Name.ToLowerInvariant()}: {argument.Description}"
                : null;
    }

    private static IEnumerable<string> Known(Command command) =>
        command.Options.Select(option => option.Name).Concat(command.Subcommands.Select(verb => verb.Name));

    private static IEnumerable<string> Path(SymbolResult? result) =>
        result is CommandResult command ? Path(command.Parent).Append(command.Parent is null ? "dragoman" : command.Command.Name) : [];
}
