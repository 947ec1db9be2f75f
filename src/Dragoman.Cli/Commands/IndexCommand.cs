using System.CommandLine;
using System.Globalization;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Training;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Neighbours;
using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman index</c>: keeps a model's states on training sentences, for <c>dragoman neighbours</c>.</summary>
internal sealed class IndexCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string> _model = ModelOption.Create();
    private readonly CorpusOptions _corpus = new("--data", "--source", "--target", "to read, as a rule those of training", required: true);

    private readonly Option<int?> _states = NumberOption.Whole(
        "--states", 1, NeighbourIndex.MostStates, "States of each kind to keep, of pairs drawn at random. Default: 100000.");

    private readonly Option<long?> _seed = NumberOption.Seed("--seed", "Another seed draws other pairs. Default: 1.");

    private readonly SentenceLimitOption _limit = new();

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Where the index goes. Default: neighbours.safetensors in the model's folder.",
        HelpName = "FILE",
    };

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reports.</param>
    internal IndexCommand(Terminal terminal)
        : base("index", "Keep the model's states on training sentences, so that `dragoman neighbours` can say where it was in similar ones.")
    {
        _terminal = terminal;
        Add(_model);
        _corpus.AddTo(this);
        Add(_states);
        Add(_seed);
        Add(_output);
        _limit.AddTo(this);
        SetAction(Run);
    }

    private int Run(ParseResult arguments)
    {
        ModelFolder folder = new(arguments.GetValue(_model)!);
        string output = arguments.GetValue(_output) ?? folder.NeighboursPath;
        InputFiles inputs = new InputFiles(_terminal).Add(_corpus.PathsOf(arguments))
            .Add(folder.Files.Where(file => file != folder.NeighboursPath)); // An older index may be replaced.
        inputs.ThrowIfStandardOutput();
        if (RegularFile.Fault(output) is { } fault)
        {
            throw new CommandException($"{output}: {fault}, and an index is read here and there. Name a file.", ExitCode.Usage);
        }

        using Translator translator = Translator.Load(folder.Path);
        inputs.ThrowIfOverwritten(output);
        int states = arguments.GetValue(_states) ?? 100_000;
        if (NeighbourIndex.MostStatesOf(translator.Options.Model) is var most && states > most)
        {
            throw new CommandException($"{_states.Name} is {states}; of a model of this size it must be 1 to {most}.", ExitCode.Usage);
        }

        _limit.Apply(arguments, translator);
        LineCorpus corpus = _corpus.Open(arguments, _terminal, once: true)!;
        CorpusReading reading = NeighbourIndex.Build(
            translator, corpus, output, states, (ulong)(arguments.GetValue(_seed) ?? 1), _terminal.IsInteractive ? new ReadingProgress(_terminal) : null);
        using NeighbourIndex index = NeighbourIndex.Open(output, translator);
        string kept = string.Join(", ", Enum.GetValues<StateKind>().Where(kind => index.CountOf(kind) > 0).Select(kind => Describe(index, kind)));
        _terminal.Output.WriteLine($"{output}: {kept}, of {Counted.Of(index.PairCount, "pair")}");
        CorpusReadingReport.Write(_terminal, reading, string.Create(
            CultureInfo.InvariantCulture, $"{translator.MaximumSentenceLength:N0} tokens ({SentenceLimitOption.Name})"));
        return ExitCode.Success;
    }

    private static string Describe(NeighbourIndex index, StateKind kind) => kind == StateKind.Context
        ? Counted.Of(index.CountOf(kind), "context")
        : Counted.Of(index.CountOf(kind), $"{kind.ToString().ToLowerInvariant()} state");

    private sealed class ReadingProgress(Terminal terminal) : IProgress<double>
    {
        private readonly ProgressClock _clock = new(TimeSpan.FromMilliseconds(200));

        public void Report(double value)
        {
            if (value >= 1 || _clock.IsDue())
            {
                terminal.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\rread {value * 100:F0} % of the pairs{(value < 1 ? "" : "\n")}"));
            }
        }
    }
}
