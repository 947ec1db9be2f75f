using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Benchmarking;
using Dragoman.Cli.Arguments;

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
    private readonly BenchmarkSettings _settings;
    private readonly Option<int?> _threads = NumberOption.Whole("--threads", 1, "Number of threads. Default: 1.");
    private readonly Option<int?> _batch = NumberOption.Whole("--batch", 1, "Pairs in a batch. Default: as the sizes say.");

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
    private readonly BenchmarkSettings _settings;
    private readonly Option<int?> _batch = NumberOption.Whole("--batch", 1, "Sentences decoded together. Default: 1.");
    private readonly Option<int?> _beam = NumberOption.Whole("--beam", 1, "Hypotheses a sentence; 1 is greedy search. Default: 1.");

    internal InferBenchmarkCommand(Terminal terminal)
        : base("infer", "Measure the decoding of 25 tokens a sentence, on one thread.")
    {
        _settings = new BenchmarkSettings(terminal, this);
        Add(_batch);
        Add(_beam);
        SetAction(arguments => _settings.Print(arguments, Run(arguments), BenchmarkJson.Default.InferenceMeasurement));
    }

    private InferenceMeasurement Run(ParseResult arguments) => InferenceBenchmark.Run(
        _settings.Configuration(arguments),
        _settings.Model(arguments),
        arguments.GetValue(_batch) ?? 1,
        arguments.GetValue(_beam) ?? 1,
        _settings.Seconds(arguments));
}

/// <summary>The options that both benchmarks share, and how their result is printed.</summary>
internal sealed class BenchmarkSettings
{
    private const double DefaultSeconds = 1.5;
    private const int DefaultConfiguration = 1;

    private readonly Terminal _terminal;

    private readonly Option<int?> _configuration = ChoiceOption.Create(
        "--config",
        $"Sizes. Default: {BenchmarkConfiguration.All[DefaultConfiguration].Name}.",
        BenchmarkConfiguration.All.Index().ToDictionary(entry => entry.Item.Name, entry => entry.Index));

    private readonly Option<BenchmarkModel?> _model = ChoiceOption.Create(
        "--model",
        $"Model. Default: {BenchmarkModel.D2lBahdanau.ToName()}.",
        Enum.GetValues<BenchmarkModel>().ToDictionary(BenchmarkModels.ToName));

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = FormattableString.Invariant($"Aimed length of each of the five repetitions. Default: {DefaultSeconds}."),
        HelpName = "X",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    internal BenchmarkSettings(Terminal terminal, Command verb)
    {
        _terminal = terminal;
        verb.Add(_configuration);
        verb.Add(_model);
        verb.Add(_seconds);
        verb.Add(_json);
    }

    internal BenchmarkConfiguration Configuration(ParseResult arguments) =>
        BenchmarkConfiguration.All[arguments.GetValue(_configuration) ?? DefaultConfiguration];

    internal BenchmarkModel Model(ParseResult arguments) => arguments.GetValue(_model) ?? BenchmarkModel.D2lBahdanau;

    internal double Seconds(ParseResult arguments) => arguments.GetValue(_seconds) ?? DefaultSeconds;

    internal int Print<TMeasurement>(ParseResult arguments, TMeasurement measurement, JsonTypeInfo<TMeasurement> type)
    {
        if (arguments.GetValue(_json))
        {
            _terminal.Output.WriteLine(JsonSerializer.Serialize(measurement, type));
            return ExitCode.Success;
        }

        foreach (JsonProperty property in JsonSerializer.SerializeToElement(measurement, type).EnumerateObject())
        {
            string value = property.Value.ValueKind == JsonValueKind.Number
                ? property.Value.GetDouble().ToString("#,0.###", CultureInfo.InvariantCulture)
                : property.Value.ToString();
            _terminal.Output.WriteLine($"{property.Name,-24} {value,14}");
        }

        return ExitCode.Success;
    }
}

/// <summary>Writes measurements as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingMeasurement))]
[JsonSerializable(typeof(InferenceMeasurement))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
