using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class EvaluateCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Evaluate_LearntPairs_ScoresWithSignature()
    {
        string test = _workspace.Write("test.tsv", "a b\tAlpha Bravo\nf e d\tFoxtrot Echo Delta\n");

        CommandResult result = InProcess.Run(
            "evaluate", "--model", model.Folder, "--data", test, "--metric", "accuracy,wer,bleu", "--tokenize", "none").Expect(0);

        Assert.StartsWith("accuracy|nrefs:1|case:mixed|version:dragoman-", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains("= 100.00 (correct = 2 lines = 2", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains("= 0.00 (sub = 0", result.Lines[1], StringComparison.Ordinal);
        Assert.Contains("tok:none", result.Lines[2], StringComparison.Ordinal);
        Assert.StartsWith("perplexity = 1.", result.Lines[3], StringComparison.Ordinal);
        Assert.Equal("sentences = 2", result.Lines[4]);
    }

    [Fact]
    public void Evaluate_RawReferences_KeepTheirCase()
    {
        string test = _workspace.Write("test.tsv", "a b\tAlpha bravo\n");

        JsonElement cleaned = Json("--data", test, "--metric", "wer");
        JsonElement raw = Json("--data", test, "--metric", "wer", "--raw");

        Assert.Equal(0, Score(cleaned, "wer"));
        Assert.Equal(50, Score(raw, "wer"));
    }

    [Fact]
    public void Evaluate_Json_CountsWhatCouldNotBeRead()
    {
        string test = _workspace.Write("test.tsv", $"a zebra yak\talpha\n{string.Join(' ', Enumerable.Repeat("b", 60))}\tbravo\nc\tcharlie\n");

        JsonElement whole = Json("--data", test);
        JsonElement cut = Json("--data", test, "--max-sentence-length", "10");

        Assert.Equal((0, 1, 64, 2, 1), Counts(whole));
        Assert.Equal((1, 0, 13, 2, 1), Counts(cut)); // Of the ten tokens of the second, one is the end token.

        static (int, int, int, int, int) Counts(JsonElement json) =>
        (
            json.GetProperty("truncated").GetInt32(),
            json.GetProperty("longerThanTrained").GetInt32(),
            json.GetProperty("sourceTokens").GetInt32(),
            json.GetProperty("unknownSourceTokens").GetInt32(),
            json.GetProperty("sentencesWithUnknown").GetInt32());
    }

    [Fact]
    public void Evaluate_Grouped_TakesPairsOfOneSourceAsReferences()
    {
        string test = _workspace.Write("test.tsv", "a b\tnonsense\nA b\talpha bravo\nc\tcharlie\n");

        JsonElement single = Json("--data", test, "--metric", "accuracy");
        JsonElement grouped = Json("--data", test, "--metric", "accuracy", "--group");

        Assert.Equal(3, single.GetProperty("sentences").GetInt32());
        Assert.Equal(2, grouped.GetProperty("sentences").GetInt32());
        Assert.Equal(100, Score(grouped, "accuracy"));
        Assert.StartsWith("nrefs:var|", grouped.GetProperty("metrics").GetProperty("accuracy").GetProperty("signature").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_TwoFiles_EqualsOneFileOfPairs()
    {
        string source = _workspace.Write("test.src", "a b\nc d e\n");
        string target = _workspace.Write("test.trg", "alpha bravo\ncharlie delta foxtrot\n");
        string pairs = _workspace.Write("test.tsv", "a b\talpha bravo\nc d e\tcharlie delta foxtrot\n");

        CommandResult files = InProcess.Run("evaluate", "--model", model.Folder, "--source", source, "--target", target).Expect(0);
        CommandResult single = InProcess.Run("evaluate", "--model", model.Folder, "--data", pairs).Expect(0);

        Assert.Equal(single.Output, files.Output);
    }

    [Fact]
    public void Evaluate_OnlyBlankPairs_SaysSo()
    {
        string test = _workspace.Write("test.tsv", "a b\t \n");

        CommandResult result = InProcess.Run("evaluate", "--model", model.Folder, "--data", test).Expect(1);

        Assert.Equal($"error: {test}: every pair has a blank side; there is nothing to score.\n", result.Error);
    }

    [Theory]
    [InlineData()]
    [InlineData("--raw")]
    [InlineData("--group", "--raw")]
    public void Evaluate_ReferenceThatCleansToNothing_IsLeftOutAndSaid(params string[] options)
    {
        string test = _workspace.Write("test.tsv", "\na b\talpha bravo\n\nc\t\u200b\n\u200b\tdelta\n");

        CommandResult result = InProcess.Run(["evaluate", "--model", model.Folder, "--data", test, "--metric", "accuracy,ter", .. options]).Expect(0);

        Assert.Equal($"note: {test}: 4 pairs with a blank side are left out, as in training: line 1, 3, 4 and so on.\n", result.Error);
        Assert.Contains("TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|", result.Output, StringComparison.Ordinal);
        Assert.Equal("sentences = 1", result.Lines[^1]);
    }

    [Theory]
    [InlineData("--tokenize", "none", "--metric", "ter")]
    [InlineData("--chrf-order", "3", "--metric", "bleu")]
    [InlineData("--ter-normalize")]
    [InlineData("--lowercase", "--metric", "ter")]
    [InlineData("--ter-asian", "--metric", "ter")]
    public void Evaluate_OptionOfAnotherMetric_IsRefused(params string[] options)
    {
        string test = _workspace.Write("test.tsv", "a b\tAlpha Bravo\n");

        CommandResult result = InProcess.Run(["evaluate", "--model", model.Folder, "--data", test, .. options]).Expect(2);

        Assert.StartsWith($"error: {options[0]} would have no effect", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_BracketingOfSentences_SaysWhatItExpects()
    {
        string test = _workspace.Write("test.tsv", "a b\tAlpha Bravo\n");

        CommandResult result = InProcess.Run("evaluate", "--model", model.Folder, "--data", test, "--metric", "bracketing").Expect(1);

        Assert.StartsWith(
            $"error: {test}, line 1: bracketing cannot score here. The reference \"alpha bravo\" is not a linearised tree; expected one such as (S ",
            result.Error,
            StringComparison.Ordinal);
        Assert.EndsWith("dragoman treebank pairs makes them from a treebank.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PairThatTrainingWouldLeaveOut_HasAPerplexity()
    {
        string pairs = _workspace.WriteCorpus();
        InProcess.Run(
            "train", "--data", pairs, "--model", _workspace["model"], "--preset", "d2l-bahdanau", "--set", "model.embedSize=4",
            "--set", "model.encoderHiddenSize=4", "--set", "model.decoderHiddenSize=4", "--set", "model.attention.units=4",
            "--set", "training.maximumUpdates=2", "--set", "data.encoding.tooLong=drop", "--set", "data.encoding.maximumTargetLength=8").Expect(0);
        string test = _workspace.Write("test.tsv", "a b\tA B C D E F G H I J\n");

        JsonElement result = JsonElement.Parse(
            InProcess.Run("evaluate", "--model", _workspace["model"], "--data", test, "--json").Expect(0).Output);

        Assert.InRange(result.GetProperty("perplexity").GetDouble(), 1, 1e6);
    }

    public void Dispose() => _workspace.Dispose();

    private JsonElement Json(params string[] arguments) =>
        JsonElement.Parse(InProcess.Run(["evaluate", "--model", model.Folder, "--json", .. arguments]).Expect(0).Output);

    private static double Score(JsonElement result, string metric) =>
        result.GetProperty("metrics").GetProperty(metric).GetProperty("score").GetDouble();
}
