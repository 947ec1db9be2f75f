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

    public void Dispose() => _workspace.Dispose();

    private static IEnumerable<string> Sources(string[] lines) => lines.Select(line => line.Split('\t')[0]);
}
