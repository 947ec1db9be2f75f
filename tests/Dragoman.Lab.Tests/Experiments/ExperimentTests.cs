using Dragoman.Lab.Experiments;
using Dragoman.Metrics;
using Dragoman.Options;
using Dragoman.TestKit;

namespace Dragoman.Lab.Tests.Experiments;

public sealed class ExperimentTests : IDisposable
{
    private const string Minimal = """
        {
          // A comment, and commas at the end, are fine.
          "title": "A title",
          "data": { "train": { "pairs": "all.tsv" }, "split": { "validation": 10, "test": 20 } },
          "systems": { "b": { "set": { "model.embedSize": 16 } }, "a": { "preset": "d2l-lstm", "updates": 7 } },
          "shared": { "preset": "d2l-bahdanau", "maximumTrainingWords": 15, "set": { "model.embedSize": 32, "model.cell": "lstm" } },
          "seeds": [3, 1],
          "evaluation": { "metrics": ["chrf++", "bleu"], "tokenization": "13a", },
        }
        """;

    private static readonly string[] PublishedFolders = ["experiments", "recipes"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Published =>
    [
        .. from folder in PublishedFolders
           from file in Directory.GetFiles(Path.Combine(Checkout.Root(), folder), "*.json", SearchOption.AllDirectories)
           select Path.GetRelativePath(Checkout.Root(), file),
    ];

    [Fact]
    public void Load_MinimalFile_KeepsOrderAndFillsDefaults()
    {
        Experiment experiment = Load(Minimal);

        Assert.Equal(["b", "a"], experiment.Systems.Keys);
        Assert.Equal([3UL, 1UL], experiment.Seeds);
        Assert.Equal([MetricKind.ChrFPlusPlus, MetricKind.Bleu], experiment.Evaluation.Metrics);
        Assert.Equal(BleuTokenization.Mteval13a, experiment.Evaluation.Tokenization);
        Assert.Equal(new SplitSizes(10, 20, Seed: 1), experiment.Data.Split);
    }

    [Fact]
    public void Runs_SharedAndOwnSettings_OwnGoFirst()
    {
        ExperimentRunner runner = new(Load(Minimal), new ExperimentRequest(_folder.Path, Threads: 1));

        Assert.Equal([("b", 3UL), ("b", 1UL), ("a", 3UL), ("a", 1UL)], runner.Runs.Select(run => (run.System, run.Seed)));
        ExperimentRun first = runner.Runs[0];
        Assert.Equal((16, "Lstm", 3UL, 15), (first.Options.Model.EmbedSize, first.Options.Model.Cell.ToString(), first.Options.Training.Seed, first.Settings.MaximumTrainingWords));
        ExperimentRun last = runner.Runs[^1];
        Assert.Equal((32, 7, 0), (last.Options.Model.EmbedSize, last.Options.Training.MaximumUpdates, last.Options.Training.Patience));
    }

    [Theory]
    [InlineData("\"split\": {", "\"splitt\": {", "there is no option data.splitt; there are: train, validation, test, split, demo. Did you mean \"split\"?")]
    [InlineData("\"preset\": \"d2l-lstm\"", "\"preest\": \"x\"", "there is no option systems.a.preest; there are: preset, set, updates")]
    [InlineData("\"title\": \"A title\",", "", "title is missing; it must be text.")]
    [InlineData("\"validation\": 10", "\"validation\": \"ten\"", "data.split.validation is \"ten\"; it must be a whole number.")]
    [InlineData("\"chrf++\"", "\"chr\"", "evaluation.metrics[0] is \"chr\"; it must be one of: bleu, chrf, chrf++, wer, accuracy, bracketing, sequence-bleu, ter.")]
    [InlineData("\"13a\"", "\"13b\"", "evaluation.tokenization is \"13b\"; it must be one of: none, 13a, intl, char.")]
    [InlineData("\"bleu\"], \"tokenization\": \"13a\"", "\"ter\"], \"tokenization\": \"none\"", "evaluation.tokenization would have no effect: it is for bleu, which evaluation.metrics does not name.")]
    [InlineData("[3, 1]", "3", "seeds is 3; it must be a list; each entry is a whole number.")]
    [InlineData("[3, 1]", "[null]", "seeds[0] is null; it must be a whole number.")]
    [InlineData("[3, 1]", "[3, 3]", "seeds must hold at least one number, and none twice.")]
    [InlineData("\"a\": {", "\"b\": {", "not valid JSON: The property \"b\" stands twice.")]
    [InlineData("\"a\": {", "\"B!\": {", "systems: the names b and B! would share the folder b.")]
    [InlineData("\"a\": {", "\"a, c\": {", "systems.a, c: the name must hold a letter or digit and no comma, TAB or line end.")]
    [InlineData("\"a\": {", "\"a\\nb\": {", "systems.a\uFFFDb: the name must hold a letter or digit and no comma, TAB or line end.")]
    [InlineData("\"updates\": 7", "\"updates\": 0", "systems.a.updates is 0; it must be at least 1.")]
    [InlineData("\"d2l-lstm\"", "\"d2l-lsmt\"", "systems.a: There is no preset \"d2l-lsmt\"")]
    [InlineData("\"model.embedSize\": 16", "\"model.embedSiez\": 16", "systems.b: there is no option model.embedSiez;")]
    [InlineData("\"model.embedSize\": 16", "\"model.embedSize\": \"big\"", "systems.b: model.embedSize is \"big\"; it must be a whole number.")]
    [InlineData("\"split\": {", "\"test\": { \"pairs\": \"t.tsv\" }, \"split\": {", "data must have either train and test")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"source\": \"all.en\" }", "data.train must have either pairs, or source and target.")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "\"all.tsv\"", "data.train is \"all.tsv\"; it must be a group of options: pairs, source, target, and, mix.")]
    [InlineData("\"tokenization\"", "\"lengthLimits\": [10, 10], \"tokenization\"", "evaluation.lengthLimits must be at least 1 and rise.")]
    [InlineData("\"model.embedSize\": 16", "\"model.attention.score\": \"custom\"", "systems.b: model.attention.score is custom, but an experiment knows built-in scores only.")]
    [InlineData("\"model.embedSize\": 16", "\"model.spanRadius\": 4", "systems.b: model.attention.windowRadius would have no effect, for model.attention.window is global")]
    [InlineData("\"model.embedSize\": 16", "\"training.guidedAlignment\": 1", "systems.b: training.guidedAlignment is on, but the corpora of an experiment have no alignments.")]
    [InlineData("\"tokenization\"", "\"beam\": 0, \"tokenization\"", "evaluation.beam is 0; it must be 1 to 100.")]
    [InlineData("\"tokenization\"", "\"examples\": [\"\"], \"tokenization\"", "evaluation.examples holds a blank sentence.")]
    [InlineData("\"tokenization\"", "\"alignments\": { \"corpus\": {}, \"gold\": \"g\" }, \"tokenization\"", "evaluation.alignments.corpus must have either pairs, or source and target.")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"mix\": [{ \"pairs\": \"a\", \"weight\": 1 }, { \"weight\": 0 }] }", "data.train.mix[1].weight is 0; it must be a positive number.")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"mix\": [{ \"pairs\": \"a\", \"weight\": 1 }] }", "data.train must have either mix, with at least two corpora")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"mix\": [{ \"pairs\": \"a\" }] }", "data.train.mix[0].weight is missing; it must be a number.")]
    [InlineData("\"tokenization\"", "\"alignments\": { \"corpus\": { \"mix\": [] }, \"gold\": \"g\" }, \"tokenization\"", "evaluation.alignments.corpus.mix is for data.train only.")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"pairs\": \"all.tsv\", \"and\": {} }", "data.train.and must have either pairs, or source and target.")]
    [InlineData("{ \"pairs\": \"all.tsv\" }", "{ \"pair\": \"all.tsv\" }", "there is no option data.train.pair; there are: pairs, source, target, and, mix. Did you mean \"pairs\"?")]
    [InlineData("\"model.embedSize\": 16", "\"training.seed\": 16", "systems.b.set: training.seed would have no effect, for the runs have the numbers of seeds.")]
    [InlineData("\"model.embedSize\": 16", "\"training.optimizer.clipNorm\": 1e-60", "systems.b: training.optimizer.clipNorm is 1e-60; it must be a number that is neither too large nor so small that it would count as 0.")]
    [InlineData("\"model.embedSize\": 16", "\"model.embedSize\": \"\\ud800\"", "half a surrogate pair (such as \\ud800) is no character.")]
    [InlineData("\"a\": {", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": {", "systems: the name aaaaaaaaaaaaaaaaaaaa… is too long for a folder;")]
    public void Load_SlipOfThePen_NamesPlaceAndRemedy(string right, string wrong, string message)
    {
        Assert.Contains(right, Minimal, StringComparison.Ordinal);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Load(Minimal.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.StartsWith(_folder["experiment.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EnsembleOfModelsThatHoldOutOtherPairs_IsRefusedBeforeTheyAreTrained()
    {
        string held = Minimal.Replace("\"validation\": 10", "\"validation\": 0", StringComparison.Ordinal)
            .Replace("\"13a\",", "\"13a\", \"ensemble\": true", StringComparison.Ordinal);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Load(held));

        Assert.Contains("systems.b: each seed would hold out other pairs for validation (data.validationShare)", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Load(held.Replace("\"model.embedSize\": 32", "\"data.validationShare\": 0", StringComparison.Ordinal)));
    }

    [Fact]
    public void Load_EnsembleOfOneSeed_IsRefused()
    {
        string alone = Minimal.Replace("[3, 1]", "[3]", StringComparison.Ordinal).Replace("\"13a\",", "\"13a\", \"ensemble\": true", StringComparison.Ordinal);

        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Load(alone));

        Assert.Contains("evaluation.ensemble is true, but there is one seed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"decoding.beam\": 4, \"decoding.groups\": 2", "systems.b with evaluation.beam: decoding.groups is 2")]
    [InlineData("\"decoding.shortlist\": 50", "systems.b: decoding.shortlist is 50, but an experiment learns no lexical table")]
    public void Load_SearchThatCannotBeEvaluated_IsRefusedBeforeAnythingIsTrained(string options, string message)
    {
        string file = Minimal.Replace("\"model.embedSize\": 16", options, StringComparison.Ordinal)
            .Replace("\"13a\",", "\"13a\", \"beam\": 5", StringComparison.Ordinal);

        Assert.Contains(message, Assert.Throws<ConfigurationException>(() => Load(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Load_PublishedFile_IsValid(string name) => Assert.NotEmpty(Experiment.Load(Path.Combine(Checkout.Root(), name)).Systems);

    [Fact]
    public void Load_ExampleOfThePage_IsValid()
    {
        string page = File.ReadAllText(Path.Combine(Checkout.Root(), "docs", "experiments.md"));

        Experiment example = Load(page.Split("```json\n")[1].Split("```")[0]);

        Assert.Equal([5, 10, 15], example.Evaluation.LengthLimits!);
    }

    public void Dispose() => _folder.Dispose();

    private Experiment Load(string json)
    {
        File.WriteAllText(_folder["experiment.json"], json);
        return Experiment.Load(_folder["experiment.json"]);
    }
}
