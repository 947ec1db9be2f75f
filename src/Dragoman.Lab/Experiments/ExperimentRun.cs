using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Configuration;
using Dragoman.Decoding;

namespace Dragoman.Lab.Experiments;

/// <summary>One system of an experiment, trained with one seed.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Settings">The system's settings, with the shared ones filled in.</param>
/// <param name="Options">All options, the seed and the number of threads included.</param>
public sealed record ExperimentRun(string System, ulong Seed, SystemSettings Settings, TranslatorOptions Options)
{
    /// <summary>The runs of an experiment, system by system.</summary>
    /// <param name="experiment">A valid experiment.</param>
    /// <param name="threads">Threads to train with, 0 for one per processor; null takes what the options say.</param>
    internal static IEnumerable<ExperimentRun> Of(Experiment experiment, int? threads)
    {
        foreach ((string name, SystemSettings own) in experiment.Systems)
        {
            SystemSettings settings = own.Over(experiment.Shared);
            TranslatorOptions options = settings.Build($"systems.{name}");
            foreach (ulong seed in experiment.Seeds)
            {
                Optimization.TrainingOptions training = options.Training with { Seed = seed, Threads = threads ?? options.Training.Threads };
                yield return new ExperimentRun(name, seed, settings, options with { Training = training with { Threads = training.ThreadCount } });
            }
        }
    }

    /// <summary>The options, with files of tokenizers where they are.</summary>
    /// <param name="find">Says where a file of the experiment is.</param>
    internal TranslatorOptions OptionsWithFiles(Func<string, string> find) =>
        Options with { Data = Options.Data with { Source = Options.Data.Source.WithFiles(find), Target = Options.Data.Target.WithFiles(find) } };

    /// <summary>All that the trained model depends on, but for the number of threads, which changes the last bits only.</summary>
    /// <param name="data">The experiment's data.</param>
    internal JsonObject Describe(ExperimentData data) => Describe(data, Settings.MaximumTrainingWords, Settings.MaximumTrainingPairs, Options);

    /// <summary>What <see cref="Describe(ExperimentData)"/> gave, perhaps in an older version: options that are new since have their defaults.</summary>
    /// <param name="description">The description as it was written.</param>
    /// <exception cref="JsonException">It was not written by this class, or names what this version does not know.</exception>
    internal static JsonObject Read(JsonObject description)
    {
        JsonObject options = description["options"] as JsonObject ?? throw new JsonException("It holds no options.");
        RenamedOptions.Update(options, "options");
        return Describe(
            description["data"].Deserialize(ExperimentJson.Default.ExperimentData)!,
            (int?)description["maximumTrainingWords"],
            (int?)description["maximumTrainingPairs"],
            options.Deserialize(ConfigJson.Default.TranslatorOptions)!);
    }

    private static JsonObject Describe(ExperimentData data, int? maximumTrainingWords, int? maximumTrainingPairs, TranslatorOptions options) => new()
    {
        ["data"] = JsonSerializer.SerializeToNode(data, ExperimentJson.Default.ExperimentData),
        ["maximumTrainingWords"] = maximumTrainingWords,
        ["maximumTrainingPairs"] = maximumTrainingPairs,
        ["options"] = JsonSerializer.SerializeToNode(
            options with { Training = options.Training with { Threads = 0 }, Decoding = new SearchOptions() }, ConfigJson.Default.TranslatorOptions),
    };
}
