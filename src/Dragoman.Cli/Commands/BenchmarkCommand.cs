using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Lab.Benchmarking;
using Dragoman.Models;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman benchmark</c>: speed on random data, in the sizes in which other toolkits are measured.</summary>
internal sealed class BenchmarkCommand : Command
{
    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it writes.</param>
    internal BenchmarkCommand(Terminal terminal)
        : base("benchmark", "Measure the speed of training or decoding on random data.")
    {
        Add(new TrainBenchmarkCommand(terminal));
        Add(new InferBenchmarkCommand(terminal));
    }
}

/// <summary><c>dragoman benchmark train</c>: forward, backward and optimizer step.</summary>
internal sealed class TrainBenchmarkCommand : Command
{
    private const int MostTogether = 4096;

    private readonly BenchmarkSettings _settings;
    private readonly Option<int?> _threads = NumberOption.Whole("--threads", 1, 256, "Number of threads. Default: 1.");
    private readonly Option<int?> _batch = NumberOption.Whole("--batch", 1, MostTogether, "Pairs in a batch. Default: as the sizes say.");

    internal TrainBenchmarkCommand(Terminal terminal)
        : base("train", "Measure updates: forward, loss, backward, gradient clip and Adam.")
    {
        _settings = new BenchmarkSettings(terminal, this);
        Add(_threads);
        Add(_batch);
        SetAction(arguments => _settings.Print(arguments, Run(arguments), BenchmarkJson.Default.TrainingMeasurement));
    }

    private TrainingMeasurement Run(ParseResult arguments) => TrainingBenchmark.Run(
        _settings.Configuration(arguments),
        _settings.Model(arguments),
        arguments.GetValue(_threads) ?? 1,
        _settings.Seconds(arguments),
        arguments.GetValue(_batch) ?? 0);
}

/// <summary><c>dragoman benchmark infer</c>: greedy or beam search.</summary>
internal sealed class InferBenchmarkCommand : Command
{
    private const int MostTogether = 4096;

    private readonly BenchmarkSettings _settings;
    private readonly Option<int?> _batch = NumberOption.Whole("--batch", 1, MostTogether, "Sentences decoded together. Default: 1.");
    private readonly Option<int?> _beam = NumberOption.Whole("--beam", 1, 100, "Hypotheses per sentence; 1 is greedy search. Default: 1.");

    private readonly Option<WeightPrecision?> _precision = PrecisionOption.Create();

    private readonly Option<int?> _shortlist = NumberOption.Whole(
        "--shortlist", 0, "Target tokens that translations are made of, drawn at random for each batch; 0 is all. Default: 0.");

    internal InferBenchmarkCommand(Terminal terminal)
        : base("infer", "Measure the decoding of 25 tokens per sentence, on one thread.")
    {
        _settings = new BenchmarkSettings(terminal, this);
        Add(_batch);
        Add(_beam);
        Add(_precision);
        Add(_shortlist);
        SetAction(arguments => _settings.Print(arguments, Run(arguments), BenchmarkJson.Default.InferenceMeasurement));
    }

    private InferenceMeasurement Run(ParseResult arguments) => InferenceBenchmark.Run(
        _settings.Configuration(arguments),
        _settings.Model(arguments),
        arguments.GetValue(_batch) ?? 1,
        arguments.GetValue(_beam) ?? 1,
        arguments.GetValue(_precision) ?? WeightPrecision.Full,
        _settings.Seconds(arguments),
        arguments.GetValue(_shortlist) ?? 0);
}
