using Dragoman.Lab.Experiments;
using Dragoman.TestKit;

namespace Dragoman.Lab.Tests.Experiments;

/// <summary>The experiment of experiments/toy.json, in a size that trains in a moment.</summary>
internal static class Toy
{
    /// <summary>Path of the file.</summary>
    internal static string Path => System.IO.Path.Combine(Checkout.Root(), "experiments", "toy.json");

    /// <summary>The experiment with less data and fewer updates.</summary>
    /// <param name="updates">Updates of each system.</param>
    internal static Experiment Small(long updates = 8)
    {
        Experiment toy = Experiment.Load(Path);
        return toy with
        {
            Data = new ExperimentData(Demo: new DemoSizes(300, 20, 40)),
            Shared = toy.Shared! with
            {
                Updates = updates,
                Set = toy.Shared.Set!.Append(new("training.validationInterval", 4)).GroupBy(option => option.Key).ToDictionary(group => group.Key, group => group.Last().Value),
            },
        };
    }

    /// <summary>An experiment with one system only.</summary>
    internal static Experiment With(this Experiment experiment, string system) =>
        experiment with { Systems = new() { [system] = experiment.Systems[system] } };
}
