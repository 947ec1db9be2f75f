using System.Globalization;
using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

/// <summary>Given translations scored by a model.</summary>
public sealed class ModelScoringTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Score_Pairs_GivesSumMeanAndCountInOrder()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\na b\tbravo alpha alpha\n");

        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--data", pairs).Expect(0);

        double[][] rows = [.. result.Lines.Select(Numbers)];
        Assert.Equal([3, 4], rows.Select(row => row[2])); // The end token counts.
        Assert.All(rows, row => Assert.Equal(row[0] / row[2], row[1], 0.00001));
        Assert.True(rows[0][0] > rows[1][0], "The right translation is more probable.");
        Assert.StartsWith("pairs = 2, target tokens = 7 (end tokens counted, 0 unknown), log probability = -", result.Error, StringComparison.Ordinal);
        Assert.Contains("\nperplexity = ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Pairs_HaveThePerplexityOfEvaluate()
    {
        string evaluated = InProcess.Run("evaluate", "--model", model.Folder, "--data", model.Pairs).Expect(0).Lines.Single(Perplexity);
        string scored = InProcess.Run("score", "--model", model.Folder, "--data", model.Pairs).Expect(0).Error.Split('\n').Single(Perplexity);

        Assert.Equal(evaluated, scored);
    }

    [Fact]
    public void Score_Json_HasEveryTokenAndWhatIsUnknown()
    {
        string pairs = _workspace.Write("pairs.tsv", "a zzz\talpha xxx\n");

        JsonElement line = JsonElement.Parse(InProcess.Run("score", "--model", model.Folder, "--data", pairs, "--json").Expect(0).Output);

        Assert.Equal(["alpha", "xxx"], line.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()));
        double[] each = [.. line.GetProperty("tokenLogProbabilities").EnumerateArray().Select(token => token.GetDouble())];
        Assert.Equal(3, each.Length);
        Assert.Equal(line.GetProperty("logProbability").GetDouble(), each.Sum(), 9);
        Assert.Equal(1, line.GetProperty("unknownSource")[0].GetInt32());
        Assert.Equal(1, line.GetProperty("unknownTarget")[0].GetInt32());
    }

    [Fact]
    public void Score_Tokens_AddsAColumn()
    {
        string pairs = _workspace.Write("pairs.tsv", "a b\talpha bravo\n");

        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--data", pairs, "--tokens").Expect(0);

        Assert.Matches(@"^-\d\.\d{6}\t-\d\.\d{6}\t3\talpha:-\d\.\d{6} bravo:-\d\.\d{6} <eos>:-\d\.\d{6}$", result.Lines[0]);
    }

    [Fact]
    public void Score_BlankAndUnknownSides_KeepTheirLinesAndAreSaid()
    {
        string pairs = _workspace.Write("pairs.tsv", "a\talpha\n\nb\t\u200b\nzzz yyy\talpha\na\txxx\n");

        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--data", pairs).Expect(0);

        Assert.Equal([true, false, false, true, true], result.Lines.Select(line => line.Length > 0));
        Assert.Contains($"note: {pairs}: in 2 lines a side is blank; there is no score: 2, 3.\n", result.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"note: {pairs}: in 2 lines the model knows no token of a side, so the score says little: 4, 5.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_ModelWithoutAttention_Scores()
    {
        InProcess.Run(
        [
            "train", "--data", model.Pairs, "--model", _workspace["plain"], "--preset", "seq2seq-init", "--threads", "1", "--set", "model.embedSize=8",
            "--set", "model.encoderHiddenSize=8", "--set", "model.decoderHiddenSize=8", "--set", "training.maximumEpochs=1",
        ]).Expect(0);
        (string source, string target) = (_workspace.Write("s.txt", "a b\n"), _workspace.Write("t.txt", "alpha bravo\n"));

        CommandResult result = InProcess.Run("score", "--model", _workspace["plain"], "--source", source, "--target", target).Expect(0);

        Assert.Equal(3, Numbers(result.Lines[0])[2]);
    }

    [Fact]
    public void Score_List_IsRescoredAndSorted()
    {
        string source = _workspace.Write("s.txt", "a b\nc\n");
        string list = _workspace.Write("list", "0 ||| bravo ||| LM= -1 ||| -1\n0 ||| alpha bravo ||| LM= -2 ||| -2\n1 ||| charlie ||| LM= -3 ||| -3\n");

        string[] rescored = InProcess.Run("score", "--model", model.Folder, "--source", source, "--n-best", list).Expect(0).Lines;
        string[] sorted = InProcess.Run("score", "--model", model.Folder, "--source", source, "--n-best", list, "--sort").Expect(0).Lines;
        string[] added = InProcess.Run("score", "--model", model.Folder, "--source", source, "--n-best", list, "--feature", "D").Expect(0).Lines;

        Assert.Matches(@"^0 \|\|\| bravo \|\|\| LM= -1 \|\|\| -\d+\.\d{6}$", rescored[0]);
        Assert.Equal([rescored[1], rescored[0], rescored[2]], sorted);
        Assert.Matches(@"^1 \|\|\| charlie \|\|\| LM= -3 D= -\d+\.\d{6} \|\|\| -3$", added[2]);
    }

    [Fact]
    public void Score_OwnList_GetsTheScoresOfTheSearch()
    {
        string source = _workspace.Write("s.txt", "a b\nc d e\n");
        string list = InProcess.Run("translate", "--model", model.Folder, "--input", source, "--n-best", "3", "--length-penalty", "0").Expect(0).Output;

        CommandResult rescored = InProcess.RunWithInput(list, "score", "--model", model.Folder, "--source", source, "--n-best", "-").Expect(0);

        foreach ((string before, string after) in list.TrimEnd('\n').Split('\n').Zip(rescored.Lines))
        {
            Assert.Equal(before[..before.LastIndexOf(' ')], after[..after.LastIndexOf(' ')]);
            Assert.Equal(Last(before), Last(after), 0.0001);
        }
    }

    [Theory]
    [InlineData("0 ||| alpha ||| -1\nalpha\n", ", line 2: expected source line ||| translation")]
    [InlineData("1 ||| alpha ||| -1\n", ", line 1: translates source line 1, but there are 1")]
    [InlineData("", ": the file is empty; there is nothing to score.")]
    public void Score_ListThatIsNone_NamesFileAndLine(string text, string message)
    {
        string list = _workspace.Write("list", text);

        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--source", _workspace.Write("s.txt", "a\n"), "--n-best", list).Expect(1);

        Assert.StartsWith($"error: {list}{message}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_SortOfScatteredList_SaysWhatToDo()
    {
        string list = _workspace.Write("list", "0 ||| alpha ||| -1\n1 ||| bravo ||| -1\n0 ||| bravo ||| -1\n");

        CommandResult result = InProcess.Run(
            "score", "--model", model.Folder, "--source", _workspace.Write("s.txt", "a\nb\n"), "--n-best", list, "--sort").Expect(1);

        Assert.StartsWith($"error: {list}, line 3: translates source line 0, whose translations ended before.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Output_HoldsTheScoresAndTheSumsArePrinted()
    {
        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--data", model.Pairs, "--output", _workspace["scores"]).Expect(0);

        Assert.StartsWith("pairs = 240, ", result.Output, StringComparison.Ordinal);
        Assert.Equal(240, File.ReadAllLines(_workspace["scores"]).Length);
    }

    [Fact]
    public void Score_OutputIsStandardOutput_HoldsTheScoresOnly()
    {
        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--data", model.Pairs, "--output", "-").Expect(0);

        Assert.Equal(240, result.Lines.Length);
        Assert.StartsWith("pairs = 240, ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_FeatureThatIsThere_IsRefused()
    {
        string list = _workspace.Write("list", "0 ||| alpha ||| a= 1 ||| -1\n");
        string source = _workspace.Write("source", "a\n");

        CommandResult result = InProcess.Run("score", "--model", model.Folder, "--source", source, "--n-best", list, "--feature", "a").Expect(1);

        Assert.Equal($"error: {list}, line 1: has a feature a already. Choose another name for that of the model.\n", result.Error);
    }

    [Theory]
    [InlineData("Give either --hypotheses and --references, or --model; not both.", "--model", "m", "--hypotheses", "h")]
    [InlineData("--metric would have no effect: with --model", "--model", "m", "--data", "d", "--metric", "ter")]
    [InlineData("--data would have no effect without --model.", "--hypotheses", "h", "--references", "r", "--data", "d")]
    [InlineData("--max-sentence-length would have no effect without --model.", "--hypotheses", "h", "--references", "r", "--max-sentence-length", "9")]
    [InlineData("There is nothing to score", "--model", "m")]
    [InlineData("--n-best needs --source", "--model", "m", "--n-best", "l")]
    [InlineData("Give either --n-best or --target, not both.", "--model", "m", "--n-best", "l", "--source", "s", "--target", "t")]
    [InlineData("--source and --target go together; --target is missing.", "--model", "m", "--source", "s")]
    [InlineData("--sort would have no effect without --n-best.", "--model", "m", "--data", "d", "--sort")]
    [InlineData("--tokens would have no effect: it is for pairs.", "--model", "m", "--source", "s", "--n-best", "l", "--tokens")]
    [InlineData("--feature is \"a b\"; it must be a word", "--model", "m", "--source", "s", "--n-best", "l", "--feature", "a b")]
    public void Score_WrongUsage_IsRefused(string message, params string[] options)
    {
        CommandResult result = InProcess.Run(["score", .. options]).Expect(2);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private static bool Perplexity(string line) => line.StartsWith("perplexity = ", StringComparison.Ordinal);

    private static double[] Numbers(string line) => [.. line.Split('\t').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private static double Last(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
}
