using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Benchmarking;

namespace Dragoman.Cli;

/// <summary><c>dragoman benchmark train|infer</c>: speed on random data, in the configurations that other toolkits are measured in.</summary>
internal static class BenchmarkCommand
{
    private static readonly Option<BenchmarkConfiguration> Configuration = Choice(
        "--config", "Sizes.", BenchmarkConfiguration.All, configuration => configuration.Name, BenchmarkConfiguration.All[1]);

    private static readonly Option<BenchmarkModel> Model = Choice(
        "--model", "Model.", Enum.GetValues<BenchmarkModel>(), BenchmarkModels.ToName, BenchmarkModel.D2lBahdanau);

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Aimed length of each of the five repetitions.",
        DefaultValueFactory = _ => 1.5,
    };

    /// <summary>Makes the command.</summary>
    internal static Command Create() => new("benchmark", "Measure training or decoding speed on random data.") { Train(), Infer() };

    private static Command Train()
    {
        Option<int> threads = Positive("--threads", "Number of threads.", 1);
        Option<int> batch = Positive("--batch", "Pairs in a batch; by default as the sizes say.", 0);
        Command command = new("train", "Measure forward, backward and optimizer step.") { Configuration, Model, threads, batch, Seconds, Json };
        command.SetAction(arguments => Print(
            arguments,
            TrainingBenchmark.Run(
                arguments.GetRequiredValue(Configuration),
                arguments.GetRequiredValue(Model),
                arguments.GetRequiredValue(threads),
                arguments.GetRequiredValue(Seconds),
                arguments.GetRequiredValue(batch)),
            BenchmarkJson.Default.TrainingMeasurement));
        return command;
    }

    private static Command Infer()
    {
        Option<int> batch = Positive("--batch", "Sentences decoded together.", 1);
        Option<int> beam = Positive("--beam", "Hypotheses a sentence; 1 is greedy search.", 1);
        Command command = new("infer", "Measure the decoding of 25 tokens a sentence.") { Configuration, Model, batch, beam, Seconds, Json };
        command.SetAction(arguments => Print(
            arguments,
            InferenceBenchmark.Run(
                arguments.GetRequiredValue(Configuration),
                arguments.GetRequiredValue(Model),
                arguments.GetRequiredValue(batch),
                arguments.GetRequiredValue(beam),
                arguments.GetRequiredValue(Seconds)),
            BenchmarkJson.Default.InferenceMeasurement));
        return command;
    }

    private static int Print<TMeasurement>(ParseResult arguments, TMeasurement measurement, JsonTypeInfo<TMeasurement> type)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        if (arguments.GetValue(Json))
        {
            output.WriteLine(JsonSerializer.Serialize(measurement, type));
            return 0;
        }

        foreach (JsonProperty property in JsonSerializer.SerializeToElement(measurement, type).EnumerateObject())
        {
            string value = property.Value.ValueKind == JsonValueKind.Number
                ? property.Value.GetDouble().ToString("#,0.###", CultureInfo.InvariantCulture)
                : property.Value.ToString();
            output.WriteLine($"{property.Name,-24} {value,12}");
        }

        return 0;
    }

    private static Option<int> Positive(string name, string description, int @default)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => @default };
        option.Validators.Add(result =>
        {
            if (!result.Implicit && result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError($"{name} is {value}; it must be at least 1.");
            }
        });
        return option;
    }

    private static Option<T> Choice<T>(string name, string description, IReadOnlyList<T> values, Func<T, string> nameOf, T @default)
    {
        string choices = string.Join(", ", values.Select(nameOf));
        Option<T> option = new(name)
        {
            Description = $"{description} One of: {choices}.",
            HelpName = "name",
            DefaultValueFactory = _ => @default,
        };
        option.CustomParser = result =>
        {
            string token = result.Tokens[0].Value;
            foreach (T value in values)
            {
                if (nameOf(value).Equals(token, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            result.AddError($"{name} is \"{token}\"; choose one of: {choices}.");
            return @default;
        };
        return option;
    }
}

/// <summary>Writes measurements as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingMeasurement))]
[JsonSerializable(typeof(InferenceMeasurement))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
