using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class AlignCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Align_Pairs_LinksWordsLineByLine()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b c\tAlpha bravo charlie\n\n \tbravo\nf e\tfoxtrot echo\n");

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs).Expect(0);

        string[] lines = result.Output.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Matches("^([0-2]-[0-2] ?)*$", lines[0]);
        Assert.Equal("", lines[1]);
        Assert.Equal("", lines[2]);
        Assert.Matches("^([0-1]-[0-1] ?)*$", lines[3]);
    }

    [Fact]
    public void Align_TwoFilesToAFile_EqualsOneFileOfPairs()
    {
        string source = _workspace.Write("source", "a b\nc d e\n");
        string target = _workspace.Write("target", "alpha bravo\ncharlie delta echo\n");
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\nc d e\tcharlie delta echo\n");

        CommandResult files = InProcess.Run(
            "align", "--model", model.Folder, "--source", source, "--target", target, "--output", _workspace["links"]).Expect(0);
        CommandResult single = InProcess.Run("align", "--model", model.Folder, "--data", pairs).Expect(0);

        Assert.Equal("", files.Output);
        Assert.Equal(single.Output, File.ReadAllText(_workspace["links"]));
    }

    [Fact]
    public void Align_Json_HoldsTokensWeightsAndProbability()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\tAlpha bravo\n\nc\tdelta\n");

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--format", "json").Expect(0);

        JsonElement first = JsonElement.Parse(result.Lines[0]);
        Assert.Equal(["a", "b", "<eos>"], first.GetProperty("source").EnumerateArray().Select(token => token.GetString()!));
        Assert.Equal(["alpha", "bravo", "<eos>"], first.GetProperty("target").EnumerateArray().Select(token => token.GetString()!));
        Assert.All(first.GetProperty("weights").EnumerateArray(), row => Assert.Equal(1, row.EnumerateArray().Sum(weight => weight.GetDouble()), 1e-5));
        Assert.Equal("", result.Lines[1]);
        double right = first.GetProperty("logProbability").GetDouble();
        double wrong = JsonElement.Parse(result.Lines[2]).GetProperty("logProbability").GetDouble();
        Assert.InRange(right, wrong, 0);
    }

    [Fact]
    public void Align_OneToOne_UsesEachSourceWordOnce()
    {
        string pairs = _workspace.Write("pairs.tsv", "a\talpha alpha alpha\n");

        Assert.DoesNotContain(' ', InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--one-to-one").Expect(0).Lines[0]);
    }

    [Fact]
    public void Align_OwnLinksAsGold_MakeNoError()
    {
        InProcess.Run("align", "--model", model.Folder, "--data", model.Pairs, "--output", _workspace["gold"]).Expect(0);

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", model.Pairs, "--gold", _workspace["gold"]).Expect(0);

        string line = Assert.Single(result.Lines);
        Assert.StartsWith("AER|nrefs:1|gold:sure+possible|version:dragoman-", line, StringComparison.Ordinal);
        Assert.Contains(" = 0.00 (precision = 100.00 recall = 100.00 links = ", line, StringComparison.Ordinal);
        Assert.EndsWith(" pairs = 240)", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_NumberedGold_ComparesThoseLinesAlone()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\n\nc\tcharlie\nd\tdelta\n");
        string gold = _workspace.Write("gold", "# two of four\n1\t0?0 0?1 1?0 1?1\n4\t0?0\n");

        CommandResult result = InProcess.Run(
            "align", "--model", model.Folder, "--data", pairs, "--gold", gold, "--output", _workspace["links"]).Expect(0);

        Assert.Contains(" = 0.00 (precision = 100.00 recall = 100.00 links = ", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("sure = 0 pairs = 2)", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllLines(_workspace["links"]).Length);
    }

    [Fact]
    public void Align_GoldOfOtherTokens_SaysWhere()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\n");
        string gold = _workspace.Write("gold", "0-0 2-1\n");

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--gold", gold, "--output", _workspace["links"]).Expect(1);

        Assert.StartsWith(
            $"error: {gold}: links 2-1 in corpus line 1, which the model reads as 2 source and 2 target tokens.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["links"]), "It is found before anything is aligned.");
    }

    [Fact]
    public void Align_PairThatTrainingWouldLeaveOut_IsAligned()
    {
        InProcess.Run(
        [
            "train", "--data", model.Pairs, "--model", _workspace["drops"], .. Workspace.TinyRecipe, "--set", "training.maximumUpdates=2",
            "--set", "data.encoding.tooLong=drop", "--set", "data.encoding.maximumTargetLength=8",
        ]).Expect(0);
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo alpha bravo alpha bravo alpha bravo alpha bravo\n");
        string gold = _workspace.Write("gold", "0-0 1-1\n");

        CommandResult result = InProcess.Run("align", "--model", _workspace["drops"], "--data", pairs, "--gold", gold).Expect(0);

        Assert.Matches(@" links = ([1-9]|10) sure = 2 pairs = 1\)", result.Output);
    }

    [Fact]
    public void Align_LongAndUnknown_SaysSoOnce()
    {
        string sentence = string.Join(' ', Enumerable.Repeat("a", 60));
        string pairs = _workspace.Write("pairs.tsv", $"{sentence}\talpha zebra\n");
        string gold = _workspace.Write("gold", "0-0\n");
        string[] align = ["align", "--model", model.Folder, "--data", pairs];

        CommandResult links = InProcess.Run([.. align, "--format", "json"]).Expect(0);
        CommandResult rate = InProcess.Run([.. align, "--gold", gold, "--output", _workspace["links"]]).Expect(0);

        Assert.Matches("^warning: 1 line is longer .+\nwarning: 1 of 62 tokens, in 1 line, is not in the model's vocabulary and read as <unk>: .+\n$", links.Error);
        Assert.Equal(links.Error, rate.Error);
        Assert.Equal(links.Error, InProcess.Run([.. align, "--gold", gold]).Expect(0).Error);
        JsonElement json = JsonElement.Parse(links.Lines[0]);
        Assert.Equal(61, json.GetProperty("source").GetArrayLength());
        Assert.Equal(1, json.GetProperty("unknownTarget")[0].GetInt32());
        Assert.Equal(3, json.GetProperty("tokenLogProbabilities").GetArrayLength());
        Assert.Equal((false, true), (json.GetProperty("truncated").GetBoolean(), json.GetProperty("longerThanTrained").GetBoolean()));
    }

    [Theory]
    [InlineData("0-0\n", "has 1 line of alignments, but ")]
    [InlineData("\n\n", "the file has no alignments; expected lines such as")]
    public void Align_GoldWithoutEnough_SaysSo(string links, string message)
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\na\talpha\n");
        string gold = _workspace.Write("gold", links);

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--gold", gold).Expect(1);

        Assert.StartsWith($"error: {gold}: {message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Align_GoldBeyondTheCorpus_SaysSo()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\n");
        string gold = _workspace.Write("gold", "0-0\n0-0\n");

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--gold", gold).Expect(1);

        Assert.Equal($"error: {gold}: aligns line 2, but {pairs} has fewer lines.\n", result.Error);
    }

    [Fact]
    public void Align_OutputIsAnInput_IsRefused()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\n");

        CommandResult result = InProcess.Run("align", "--model", model.Folder, "--data", pairs, "--output", pairs).Expect(2);

        Assert.Contains("same file", result.Error, StringComparison.Ordinal);
        Assert.Equal("a b\talpha bravo\n", File.ReadAllText(pairs));
    }

    public void Dispose() => _workspace.Dispose();
}
