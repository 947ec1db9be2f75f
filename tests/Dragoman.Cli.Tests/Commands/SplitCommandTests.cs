namespace Dragoman.Cli.Tests.Commands;

public sealed class SplitCommandTests : IDisposable
{
    private static readonly string[] Parts = ["train.tsv", "valid.tsv", "test.tsv"];

    private readonly Workspace _workspace = new();

    [Fact]
    public void Split_Corpus_DividesEveryPairOnce()
    {
        string pairs = _workspace.Write("all.tsv", string.Concat(Enumerable.Range(0, 30).Select(i => $"w{i / 2}\tv{i}\n")));

        CommandResult result = InProcess.Run("split", "--data", pairs, "--output", _workspace["parts"], "--valid", "3", "--test", "4").Expect(0);

        string[][] parts = [.. Parts.Select(name => File.ReadAllLines(Path.Combine(_workspace["parts"], name)))];
        Assert.Equal([16, 6, 8], parts.Select(part => part.Length));
        Assert.Equal(File.ReadAllLines(pairs).Order(StringComparer.Ordinal), parts.SelectMany(part => part).Order(StringComparer.Ordinal));
        Assert.Empty(Sources(parts[0]).Intersect(Sources(parts[1]).Concat(Sources(parts[2]))));
        Assert.EndsWith("test.tsv: 8 pairs", result.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Split_IntoItsInput_IsRefusedAndLosesNothing()
    {
        string pairs = _workspace.Write("train.tsv", "a\tb\nc\td\ne\tf\n");

        CommandResult result = InProcess.Run("split", "--data", pairs, "--output", _workspace.Folder, "--valid", "1", "--test", "1").Expect(2);

        Assert.Contains("the same file as is read; it would be lost.", result.Error, StringComparison.Ordinal);
        Assert.Equal("a\tb\nc\td\ne\tf\n", File.ReadAllText(pairs));
        Assert.False(File.Exists(_workspace["test.tsv"]));
    }

    [Fact]
    public void Split_TooFewSentences_SaysHowMany()
    {
        string pairs = _workspace.Write("all.tsv", "a\tb\nc\td\n");

        CommandResult result = InProcess.Run("split", "--data", pairs, "--output", _workspace["parts"], "--valid", "1", "--test", "5").Expect(1);

        Assert.Equal(
            $"error: {pairs} has 2 distinct source sentences, but 6 are to be held out (1 for validation, 5 for the test), which leaves none to " +
            "train on. Hold out fewer.\n",
            result.Error);
    }

    [Fact]
    public void Split_IntoItsInputThroughALinkedFolder_IsRefused()
    {
        Directory.CreateDirectory(_workspace["real"]);
        string pairs = _workspace.Write("real/train.tsv", "a\tb\nc\td\ne\tf\n");
        Directory.CreateSymbolicLink(_workspace["link"], "real");

        InProcess.Run("split", "--data", pairs, "--output", _workspace["link"], "--valid", "1", "--test", "1").Expect(2);

        Assert.Equal("a\tb\nc\td\ne\tf\n", File.ReadAllText(pairs));
        Assert.Equal([pairs], Directory.GetFiles(_workspace["real"]));
    }

    [Fact]
    public void Split_PartsThatAreOneFile_IsRefused()
    {
        string pairs = _workspace.Write("all.tsv", "a\tb\nc\td\ne\tf\n");
        File.CreateSymbolicLink(_workspace["test.tsv"], "train.tsv");

        CommandResult result = InProcess.Run("split", "--data", pairs, "--output", _workspace.Folder, "--valid", "1", "--test", "1").Expect(2);

        Assert.Contains("train.tsv and test.tsv in", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["train.tsv"]));
    }

    [Fact]
    public void Split_ParallelFilesWithTabsAndBlankLines_WritesOnePairALineAndSaysWhatItDid()
    {
        string source = _workspace.Write("a.en", "first\tpart\nhello\n\nx\n");
        string target = _workspace.Write("a.fr", "cible\nbonjour\nvide\ny\tz\n");

        CommandResult result = InProcess.Run(
            "split", "--source", source, "--target", target, "--output", _workspace["parts"], "--valid", "0", "--test", "0").Expect(0);

        Assert.Equal("first part\tcible\nhello\tbonjour\nx\ty z\n", File.ReadAllText(Path.Combine(_workspace["parts"], "train.tsv")));
        Assert.StartsWith("note: 2 pairs have a TAB or a line end inside a sentence", result.Error, StringComparison.Ordinal);
        Assert.Contains("note: 1 line with a blank side left out.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-", "There are several files to write, so --output names a folder.")]
    [InlineData("all.tsv", "it is a file, not a folder; --output names a folder.")]
    public void Split_OutputIsNoFolder_IsRefused(string output, string expected)
    {
        string pairs = _workspace.Write("all.tsv", "a\tb\nc\td\ne\tf\n");
        string path = output == "-" ? output : _workspace[output];

        Assert.Contains(expected, InProcess.Run("split", "--data", pairs, "--output", path).Expect(2).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private static IEnumerable<string> Sources(string[] lines) => lines.Select(line => line.Split('\t')[0]);
}
