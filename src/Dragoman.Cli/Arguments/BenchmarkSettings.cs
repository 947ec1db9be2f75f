using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Lab.Benchmarking;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that both benchmarks share, and how their result is printed.</summary>
internal sealed class BenchmarkSettings
{
    private const float DefaultSeconds = 1.5f;
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

    private readonly Option<float?> _seconds = NumberOption.Real(
        "--seconds", 0, FormattableString.Invariant($"Aimed length of each of the five repetitions. Default: {DefaultSeconds}."));

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    /// <summary>Makes the options and adds them to a verb.</summary>
    /// <param name="terminal">Where the result is printed.</param>
    /// <param name="verb">The verb.</param>
    internal BenchmarkSettings(Terminal terminal, Command verb)
    {
        _terminal = terminal;
        verb.Add(_configuration);
        verb.Add(_model);
        verb.Add(_seconds);
        verb.Add(_json);
    }

    /// <summary>The sizes that the user chose.</summary>
    internal BenchmarkConfiguration Configuration(ParseResult arguments) =>
        BenchmarkConfiguration.All[arguments.GetValue(_configuration) ?? DefaultConfiguration];

    /// <summary>The model that the user chose.</summary>
    internal BenchmarkModel Model(ParseResult arguments) => arguments.GetValue(_model) ?? BenchmarkModel.D2lBahdanau;

    /// <summary>Aimed length of a repetition.</summary>
    internal double Seconds(ParseResult arguments) => arguments.GetValue(_seconds) ?? DefaultSeconds;

    /// <summary>Prints a result as a table or as JSON.</summary>
    /// <returns>The exit code.</returns>
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
