using System.Text.Json;
using Dragoman.Data;
using Dragoman.Lab.Experiments;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Lab.Tests.Experiments;

/// <summary>Where the pairs of an experiment come from.</summary>
public sealed class ExperimentDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_MissingCorpus_SaysWhereItWasLookedForAndLeavesNothing()
    {
        Experiment experiment = Toy.Small().With("attention") with
        {
            Data = new ExperimentData(Train: new CorpusFiles(Pairs: "all.tsv"), Split: new SplitSizes(5, 7)),
        };

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => Runner(experiment).Run(null, Token));

        Assert.Contains("all.tsv: the file does not exist. Paths in the experiment are relative to the data root", error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Run_Files_FollowsSplitAndLimits()
    {
        WriteNumberedPairs("all.tsv", 60);
        Experiment experiment = Toy.Small(updates: 2).With("attention") with
        {
            Data = new ExperimentData(Train: new CorpusFiles(Pairs: "all.tsv"), Split: new SplitSizes(Validation: 5, Test: 7)),
            Systems = new() { ["short"] = new SystemSettings(MaximumTrainingWords: 3), ["few"] = new SystemSettings(MaximumTrainingPairs: 11), ["all"] = new() },
        };

        Watcher watcher = new();
        Runner(experiment).Run(watcher, Token);

        Assert.InRange(watcher.TrainingPairs[0], 10L, 30L);
        Assert.Equal([11L, 48L], watcher.TrainingPairs[1..]);
        Assert.Contains("\n7 test sentences.", File.ReadAllText(_folder["out/results.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JoinedFiles_TrainsOnBoth()
    {
        File.WriteAllText(_folder["one.tsv"], string.Concat(Enumerable.Range(0, 20).Select(i => $"w{i}\tv{i}\n")));
        File.WriteAllText(_folder["two.tsv"], string.Concat(Enumerable.Range(20, 15).Select(i => $"w{i}\tv{i}\n")));
        CorpusFiles both = new(Pairs: "one.tsv", And: new CorpusFiles(Pairs: "./two.tsv"));
        Experiment experiment = Toy.Small(updates: 2).With("attention") with
        {
            Data = new ExperimentData(Train: both, Validation: new CorpusFiles(Pairs: "one.tsv"), Test: new CorpusFiles(Pairs: "two.tsv")),
        };

        Watcher watcher = new();
        Runner(experiment).Run(watcher, Token);

        Assert.Equal([35L], watcher.TrainingPairs);
        Assert.Equal(15, Results().Runs.Single().Sentences);
    }

    [Fact]
    public void Run_Mixture_RepeatsTheSmallCorpus()
    {
        File.WriteAllText(_folder["one.tsv"], string.Concat(Enumerable.Range(0, 20).Select(i => $"w{i}\tv{i}\n")));
        File.WriteAllText(_folder["two.tsv"], string.Concat(Enumerable.Range(20, 4).Select(i => $"w{i}\tv{i}\n")));
        CorpusFiles mix = new(Mix: [new WeightedFiles(1, Pairs: "one.tsv"), new WeightedFiles(2, Pairs: "two.tsv")]);
        Experiment experiment = Toy.Small(updates: 2).With("attention") with
        {
            Data = new ExperimentData(Train: mix, Validation: new CorpusFiles(Pairs: "one.tsv"), Test: new CorpusFiles(Pairs: "two.tsv")),
        };

        Watcher watcher = new();
        Runner(experiment).Run(watcher, Token);

        Assert.InRange(Assert.Single(watcher.TrainingPairs), 58, 60);
    }

    [Fact]
    public void Run_DataOfAFinishedRunHaveChanged_IsRefused()
    {
        WriteNumberedPairs("all.tsv", 60);
        Experiment experiment = Toy.Small(updates: 2).With("attention") with
        {
            Data = new ExperimentData(Train: new CorpusFiles(Pairs: "all.tsv"), Split: new SplitSizes(Validation: 5, Test: 7)),
        };
        ExperimentRunner runner = Runner(experiment);
        runner.Run(null, Token);
        Assert.True(runner.Run(null, Token));

        WriteNumberedPairs("all.tsv", 61);
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => runner.Run(null, Token));
        File.Delete(_folder["all.tsv"]);

        Assert.EndsWith("seed-1 holds a result of other data: all.tsv has changed since. Delete the folder, or name another one with --output.", error.Message, StringComparison.Ordinal);
        Assert.True(runner.Run(null, Token)); // What is finished needs no data.
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Writes pairs of one to six words.</summary>
    private void WriteNumberedPairs(string file, int count) => File.WriteAllText(
        _folder[file], string.Concat(Enumerable.Range(0, count).Select(i => $"w{i} {string.Join(' ', Enumerable.Repeat("x", i % 6))}\tv{i}\n")));

    private ExperimentRunner Runner(Experiment experiment) =>
        new(experiment, new ExperimentRequest(_folder["out"], _folder.Path, ExperimentFolder: _folder.Path));

    private ExperimentResults Results() =>
        JsonSerializer.Deserialize(File.ReadAllText(_folder["out/results.json"]), ExperimentJson.Default.ExperimentResults)!;
}
