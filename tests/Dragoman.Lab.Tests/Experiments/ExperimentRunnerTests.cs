using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Dragoman.Lab.Experiments;
using Dragoman.Metrics;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Lab.Tests.Experiments;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_Toy_WritesTablesAndPictures()
    {
        Assert.True(Runner(Toy.Small()).Run(null, Token));

        string[] files = [.. _folder.Files];
        foreach (string file in new[] { "results.json", "attention/seed-1/result.json", "no-attention/seed-1/model/model.safetensors" })
        {
            Assert.Contains(file, files);
        }

        foreach (string picture in new[] { "score-by-length.svg", "learning-curve.svg", "attention/seed-1/attention-1.svg" })
        {
            Assert.Equal("svg", XElement.Load(_folder[picture]).Name.LocalName);
        }

        Assert.DoesNotContain("no-attention/seed-1/attention-1.svg", files);
        string page = File.ReadAllText(_folder["results.md"]);
        Assert.Contains("| system | parameters | updates | validation perplexity | test perplexity | BLEU | accuracy |", page, StringComparison.Ordinal);
        Assert.Contains("| attention (up to 8 words) |", page, StringComparison.Ordinal);
        Assert.Contains("| 12 and more |", page, StringComparison.Ordinal);
        Assert.Contains("40 test sentences. One seed.", page, StringComparison.Ordinal);
        Assert.Contains("![the european economic area is very important .](attention/seed-1/attention-1.svg)", page, StringComparison.Ordinal);
        Assert.Contains("dragoman experiment toy.json\n", page, StringComparison.Ordinal);
        Assert.EndsWith("training threads: 1; a fast machine.\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Toy_RecordsWhatWasMeasured()
    {
        Runner(Toy.Small().With("attention")).Run(null, Token);

        RunResult result = Results().Runs.Single();
        Assert.Equal((8L, 1), (result.Training.Updates, result.Training.Threads));
        Assert.Equal([4L, 8L], result.Training.Curve.Select(point => point.Update));
        Assert.Equal(result.Training.Curve.Min(point => point.Loss), result.Training.ValidationLoss);
        Assert.True(result.Training is { Parameters: > 1000, Tokens: > 1000, Seconds: > 0, TokensPerSecond: > 0, PeakMegabytes: > 1 });
        Assert.Equal([MetricKind.Bleu, MetricKind.Accuracy], result.Scores.Select(score => score.Metric));
        Assert.StartsWith("nrefs:1|case:mixed|eff:no|tok:none|", result.Scores[0].Signature, StringComparison.Ordinal);
        Assert.Equal(40, result.Lengths.Sum(length => length.Sentences));
        Assert.True(result.Reading is { SourceTokens: > 100, Truncated: 0 });
        Assert.InRange(result.Reading.UnknownSourceTokens, result.Reading.SentencesWithUnknown, result.Reading.SourceTokens / 2);
        Assert.InRange(result.Reading.SentencesWithUnknown, 1, 40);
        Assert.Contains(
            FormattableString.Invariant($"{result.Reading.UnknownSourceTokens} of {result.Reading.SourceTokens} source tokens as `<unk>`; 0 sentences cut."),
            File.ReadAllText(_folder["results.md"]),
            StringComparison.Ordinal);
        Assert.All(result.Lengths, length => Assert.InRange(length.MeanLength, length.From, length.To ?? 20));
    }

    [Fact]
    public void Run_Ensemble_IsMeasuredOnceAllSeedsAreTrained()
    {
        Experiment toy = Toy.Small().With("attention");
        toy = toy with { Seeds = [1, 2], Evaluation = toy.Evaluation with { Ensemble = true } };

        Runner(toy).Run(null, Token);
        DateTime written = File.GetLastWriteTimeUtc(_folder["attention/ensemble.json"]);
        Runner(toy).Run(null, Token);

        EnsembleResult result = Results().Ensembles.Single();
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["attention/ensemble.json"]));
        Assert.Equal([1UL, 2UL], result.Seeds);
        Assert.Equal(Results().Runs.Sum(run => run.Training.Parameters), result.Parameters);
        Assert.InRange(result.TestLoss!.Value, 0, Results().Runs.Max(run => run.TestLoss)!.Value); // The mean of probabilities is not below the worst.
        Assert.Contains("ensemble of 2 |", File.ReadAllText(_folder["results.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SeedTrainedAgain_MeasuresTheEnsembleAgain()
    {
        Experiment toy = Toy.Small().With("attention");
        toy = toy with { Seeds = [1, 2], Evaluation = toy.Evaluation with { Ensemble = true } };
        Runner(toy).Run(null, Token);
        double before = Results().Ensembles.Single().TestLoss!.Value;
        foreach (ulong seed in toy.Seeds)
        {
            Directory.Delete(_folder[$"attention/seed-{seed}"], recursive: true);
        }

        Runner(toy with { Systems = new() { ["attention"] = toy.Systems["attention"] with { Updates = 2 } } }).Run(null, Token);

        Assert.NotEqual(before, Results().Ensembles.Single().TestLoss!.Value);
    }

    [Fact]
    public void Run_MergesOfOthers_AreFoundBesideTheDataAndSummed()
    {
        using TemporaryFolder root = new();
        File.WriteAllText(root["codes.bpe"], "#version: 0.2\na b\n");
        Experiment toy = Toy.Small().With("attention");
        toy = toy with
        {
            Systems = new()
            {
                ["attention"] = toy.Systems["attention"].Over(new SystemSettings(Set: new Dictionary<string, System.Text.Json.Nodes.JsonNode?>
                {
                    ["data.source.tokenizer"] = "bytePair",
                    ["data.source.bytePair.codes"] = "codes.bpe",
                })),
            },
        };
        ExperimentRequest request = new(_folder.Path, DataRoot: root.Path);
        new ExperimentRunner(toy, request).Run(null, Token);

        Assert.Contains("codes.bpe", Results().Runs.Single().Files!.Keys);
        File.WriteAllText(root["codes.bpe"], "#version: 0.2\nb c\n");
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => new ExperimentRunner(toy, request).Run(null, Token));
        Assert.Contains("codes.bpe has changed since", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoppedAndStartedAgain_EqualsAnUndisturbedRun()
    {
        Experiment experiment = Toy.Small().With("attention");
        using TemporaryFolder undisturbed = new();
        new ExperimentRunner(experiment, new ExperimentRequest(undisturbed.Path)).Run(null, Token);
        using CancellationTokenSource stop = new();

        Watcher stopper = new()
        {
            OnUpdate = update =>
            {
                if (update == 3)
                {
                    stop.Cancel();
                }
            },
        };
        Assert.False(Runner(experiment).Run(stopper, stop.Token));
        Assert.DoesNotContain("results.md", _folder.Files);
        Watcher watcher = new();
        Assert.True(Runner(experiment).Run(watcher, Token));

        Assert.Equal(3, watcher.ResumedAt);
        Assert.Equal(
            File.ReadAllBytes(undisturbed["attention/seed-1/model/model.safetensors"]),
            File.ReadAllBytes(_folder["attention/seed-1/model/model.safetensors"]));
        Assert.Equal(8, Results().Runs.Single().Training.Updates);
    }

    [Fact]
    public void Run_Finished_IsNotComputedAgain()
    {
        Experiment experiment = Toy.Small().With("attention");
        Runner(experiment).Run(null, Token);
        DateTime written = File.GetLastWriteTimeUtc(_folder["attention/seed-1/result.json"]);

        Watcher watcher = new();
        Runner(experiment).Run(watcher, Token);

        Assert.Equal([("attention", false)], watcher.Results);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["attention/seed-1/result.json"]));
    }

    [Theory]
    [InlineData("\"metric\": \"bleu\"", "\"metric\": \"blue\"", "result.json: scores[0].metric is \"blue\"; it must be one of: bleu, ")]
    [InlineData("\"training\": {", "\"training\": 7, \"evaluation\": {", "result.json: not valid JSON: The property \"evaluation\" stands twice.")]
    [InlineData("\"testLoss\"", "\"testLos\"", "result.json: there is no option testLos;")]
    public void Run_DamagedResult_SaysWhatIsWrong(string right, string wrong, string message)
    {
        Experiment experiment = Toy.Small().With("attention");
        Runner(experiment).Run(null, Token);
        string path = _folder["attention/seed-1/result.json"];
        File.WriteAllText(path, File.ReadAllText(path).Replace(right, wrong, StringComparison.Ordinal));

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Runner(experiment).Run(null, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Delete the file; the model will be evaluated again.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OtherEvaluation_MeasuresAgainWithoutTraining()
    {
        Experiment experiment = Toy.Small().With("attention");
        Runner(experiment).Run(null, Token);
        double? peak = Results().Runs.Single().Training.PeakMegabytes;

        Watcher watcher = new();
        Runner(experiment with { Evaluation = new EvaluationSettings([MetricKind.WordErrorRate]) }).Run(watcher, Token);

        Assert.Equal(0, watcher.Updates);
        Assert.Equal([Results().Runs.Single().Sentences], watcher.Translated);
        Assert.Equal([("attention", true)], watcher.Results);
        Assert.Equal(MetricKind.WordErrorRate, Results().Runs.Single().Scores.Single().Metric);
        Assert.Equal(peak, Results().Runs.Single().Training.PeakMegabytes);
        Assert.DoesNotContain("score-by-length.svg", _folder.Files);
    }

    [Fact]
    public void Run_OtherSearch_MeasuresAgainWithoutTraining()
    {
        Experiment experiment = Toy.Small().With("attention");
        Runner(experiment).Run(null, Token);
        Dictionary<string, JsonNode?> set = new(experiment.Shared!.Set!) { ["decoding.lengthPenalty"] = 0.5 };

        Watcher watcher = new();
        Runner(experiment with { Shared = experiment.Shared with { Set = set } }).Run(watcher, Token);

        Assert.Equal(0, watcher.Updates);
        Assert.Equal([("attention", true)], watcher.Results);
        Assert.Equal(0.5f, Results().Runs.Single().Search!.LengthPenalty);
    }

    [Fact]
    public void Run_FolderOfAVersionWithFewerOptions_GoesOn()
    {
        Experiment experiment = Toy.Small().With("attention");
        Runner(experiment).Run(null, Token);
        string settings = _folder["attention/seed-1/settings.json"];
        JsonNode older = JsonNode.Parse(File.ReadAllText(settings))!;
        Assert.True(older["options"]!["model"]!["attention"]!.AsObject().Remove("positions"));
        File.WriteAllText(settings, older.ToJsonString());

        Watcher watcher = new();
        Runner(experiment).Run(watcher, Token);

        Assert.Equal([("attention", false)], watcher.Results);
    }

    [Fact]
    public void Run_OtherSettingsInTheSameFolder_IsRefused()
    {
        Runner(Toy.Small().With("attention")).Run(null, Token);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Runner(Toy.Small(updates: 9).With("attention")).Run(null, Token));

        Assert.Contains("options.training.maximumUpdates (8 there, 9 now)", error.Message, StringComparison.Ordinal);
        Assert.Contains("Delete the folder, or name another one with --output.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Only_TrainsTheseAndReportsAllThatIsThere()
    {
        Runner(Toy.Small(), "no attention").Run(null, Token);
        Assert.Contains("1 of 3 runs are finished.", File.ReadAllText(_folder["results.md"]), StringComparison.Ordinal);

        Runner(Toy.Small(), "attention").Run(null, Token);

        Assert.Equal(["attention", "no attention"], Results().Runs.Select(run => run.System));
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Runner(Toy.Small(), "atention"));
        Assert.Contains("Did you mean \"attention\"?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnlyBesideResultsOfOtherData_LeavesThoseOutAndNamesThem()
    {
        using TemporaryFolder root = new();
        File.WriteAllText(root["codes.bpe"], "#version: 0.2\na b\n");
        Experiment toy = Toy.Small();
        Dictionary<string, JsonNode?> set = new(toy.Shared!.Set!) { ["data.source.tokenizer"] = "bytePair", ["data.source.bytePair.codes"] = "codes.bpe" };
        toy = toy with { Shared = toy.Shared with { Set = set } };
        ExperimentRequest request = new(_folder.Path, DataRoot: root.Path);
        new ExperimentRunner(toy, request with { Only = ["attention", "no attention"] }).Run(null, Token);
        File.WriteAllText(root["codes.bpe"], "#version: 0.2\nb c\n");
        Directory.Delete(_folder["attention"], recursive: true);

        Watcher watcher = new();
        Assert.True(new ExperimentRunner(toy, request with { Only = ["attention"] }).Run(watcher, Token));

        Assert.Equal("attention", Results().Runs.Single().System);
        Assert.Equal(["no attention: codes.bpe"], watcher.Outdated);
        Assert.Contains("1 of 3 runs are finished.", File.ReadAllText(_folder["results.md"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnlyWithEnsembles_MeasuresThoseOfItsSystems()
    {
        Experiment toy = Toy.Small();
        toy = toy with { Seeds = [1, 2], Evaluation = toy.Evaluation with { Ensemble = true } };
        Runner(toy, "no attention").Run(null, Token);
        File.Delete(_folder["no-attention/ensemble.json"]); // As if another process were about to measure it.

        Watcher watcher = new();
        Runner(toy, "attention").Run(watcher, Token);

        Assert.Equal(["attention"], watcher.Ensembles);
        Assert.Equal([40, 40, 40], watcher.Translated);
        Assert.Equal("attention", Results().Ensembles.Single().System);
        Assert.DoesNotContain("no-attention/ensemble.json", _folder.Files);
    }

    [Fact]
    public void Run_Seeds_ReportsMeanAndDeviation()
    {
        Runner(Toy.Small().With("no attention") with { Seeds = [1, 2] }).Run(null, Token);

        string page = File.ReadAllText(_folder["results.md"]);
        Assert.Contains("Mean ± standard deviation over 2 seeds.", page, StringComparison.Ordinal);
        Assert.Matches(@"\| no attention \| [\d,]+ \| 8 \| [\d.]+ ± [\d.]+ \|", page);
        Assert.Equal(2, Results().Runs.Select(run => run.TestLoss).Distinct().Count());
    }

    [Fact]
    public void Run_ExamplesAndGoldAlignments_AreReported()
    {
        File.WriteAllText(_folder["pairs.tsv"], "the cat sleeps .\tle chat dort .\nthe dog sleeps .\tle chien dort .\n");
        Directory.CreateDirectory(_folder["experiments"]);
        File.WriteAllText(_folder["experiments/gold"], "2\t0-0 1-1 2-2 3-3\n");
        Experiment experiment = Toy.Small();
        experiment = experiment with
        {
            Evaluation = experiment.Evaluation with
            {
                Examples = ["the cat sleeps ."],
                Alignments = new GoldAlignmentFiles(new CorpusFiles(Pairs: "pairs.tsv"), "./gold"),
            },
        };

        new ExperimentRunner(
            experiment, new ExperimentRequest(_folder.Path, DataRoot: _folder.Path, ExperimentFolder: _folder["experiments"])).Run(null, Token);

        RunResult[] runs = [.. Results().Runs];
        Assert.All(runs, run => Assert.Equal(run.System == "no attention", run.AlignmentErrorRate is null));
        Assert.All(runs, run => Assert.Single(run.Examples!));
        string page = File.ReadAllText(_folder["results.md"]);
        Assert.Contains("| accuracy | AER | training time |", page, StringComparison.Ordinal);
        Assert.Contains("## Examples\n\n`the cat sleeps .`\n\n- attention, seed 1: ", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ExperimentRunner Runner(Experiment experiment, params string[] only) => new(
        experiment,
        new ExperimentRequest(_folder.Path, Only: only.Length > 0 ? only : null, Command: "dragoman experiment toy.json", Hardware: "a fast machine"));

    private ExperimentResults Results() =>
        JsonSerializer.Deserialize(File.ReadAllText(_folder["results.json"]), ExperimentJson.Default.ExperimentResults)!;
}
