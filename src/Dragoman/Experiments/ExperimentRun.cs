using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Configuration;

namespace Dragoman.Experiments;

/// <summary>One system of an experiment, trained with one seed.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Settings">The system's settings, with the shared ones filled in.</param>
/// <param name="Options">All options, the seed and the number of threads included.</param>
public sealed record ExperimentRun(string System, ulong Seed, SystemSettings Settings, ExperimentOptions Options)
{
    /// <summary>The runs of an experiment, system by system.</summary>
    /// <param name="experiment">A valid experiment.</param>
    /// <param name="threads">Threads to train with, 0 for one a processor; null takes what the options say.</param>
    internal static IEnumerable<ExperimentRun> Of(Experiment experiment, int? threads)
    {
        foreach ((string name, SystemSettings own) in experiment.Systems)
        {
            SystemSettings settings = own.Over(experiment.Shared);
            ExperimentOptions options = settings.Build($"systems.{name}");
            foreach (ulong seed in experiment.Seeds)
            {
                Training.TrainingOptions training = options.Training with { Seed = seed, Threads = threads ?? options.Training.Threads };
                yield return new ExperimentRun(name, seed, settings, options with { Training = training with { Threads = training.ThreadCount } });
            }
        }
    }

    /// <summary>All that the trained model depends on, but for the number of threads, which changes the last bits only.</summary>
    /// <param name="data">The experiment's data.</param>
    internal JsonObject Describe(ExperimentData data) => new()
    {
        ["data"] = JsonSerializer.SerializeToNode(data, ExperimentJson.Default.ExperimentData),
        ["maximumTrainingWords"] = Settings.MaximumTrainingWords,
        ["maximumTrainingPairs"] = Settings.MaximumTrainingPairs,
        ["options"] = JsonNode.Parse(new OptionsDocument(Options with { Training = Options.Training with { Threads = 0 } }).ToJson()),
    };
}
