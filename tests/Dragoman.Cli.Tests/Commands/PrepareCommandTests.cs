using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class PrepareCommandTests : IDisposable
{
    private static readonly string[] Checks =
        ["--min-length", "2", "--max-length", "5", "--max-ratio", "2", "--min-letters", "0.5", "--drop-control", "--drop-identical", "--drop-duplicates"];

    /// <summary>A pair for each reason, in their order, between pairs that are kept.</summary>
    private static readonly (string Reason, string Pair)[] Pairs =
    [
        ("", "the cat\tle chat"),
        ("blank", "the cat\t "),
        ("control-character", "the \u0007 cat\tle chat"),
        ("too-short", "cat\tle chat"),
        ("too-long", "a b c d e f\tle chat noir"),
        ("length-ratio", "a b c d e\tle chat"),
        ("few-letters", "12 34\tle chat"),
        ("identical", "le chat\tle chat"),
        ("duplicate", "the cat\tle chat"),
        ("", "the cats\tle chat"),
        ("", "कि ताब\tdeux mots"),
    ];

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Prepare_PairOfEachFault_IsLeftOutForIt()
    {
        string data = WriteAll();

        CommandResult result = InProcess.Run(
            ["prepare", "--data", data, "--output", _workspace["clean.tsv"], "--rejected", _workspace["rejected.tsv"], "--json", .. Checks]).Expect(0);

        Assert.Equal(Pairs.Where(pair => pair.Reason == "").Select(pair => pair.Pair), File.ReadLines(_workspace["clean.tsv"]));
        Assert.Equal(
            Pairs.Select((pair, i) => (pair.Reason, Line: $"{pair.Reason}\t{i + 1}\t{pair.Pair}")).Where(pair => pair.Reason != "").Select(pair => pair.Line),
            File.ReadLines(_workspace["rejected.tsv"]));
        using JsonDocument counts = JsonDocument.Parse(result.Output);
        Assert.Equal(Pairs.Length, counts.RootElement.GetProperty("read").GetInt32());
        Assert.Equal(3, counts.RootElement.GetProperty("kept").GetInt32());
        Assert.Equal(1, counts.RootElement.GetProperty("fewLetters").GetInt32());
    }

    [Fact]
    public void Prepare_RejectedObjectWithALineEnd_IsOneRow()
    {
        string data = _workspace.Write("pairs.jsonl", """{"source":"a\nb\tc","target":"x\ry"}""" + "\n" + """{"source":"a","target":"b"}""" + "\n");

        InProcess.Run("prepare", "--data", data, "--output", _workspace["clean.tsv"], "--rejected", _workspace["rejected.tsv"], "--drop-control").Expect(0);

        Assert.Equal("control-character\t1\ta b c\tx y\n", File.ReadAllText(_workspace["rejected.tsv"]));
    }

    [Fact]
    public void Prepare_WithoutChecks_LeavesOutBlankPairsOnly()
    {
        CommandResult result = InProcess.Run("prepare", "--data", WriteAll()).Expect(0);

        Assert.Equal(Pairs.Length - 1, result.Lines.Length);
        Assert.Contains("blank", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_InCharacters_CountsThem()
    {
        string data = _workspace.Write("pairs.tsv", "日本語\tjapan\n日 本\tabc\n");

        CommandResult result = InProcess.Run("prepare", "--data", data, "--characters", "--min-length", "3").Expect(0);

        Assert.Equal("日本語\tjapan\n", result.Output);
    }

    [Theory]
    [InlineData("leave no pair", "--min-length", "5", "--max-length", "4")]
    [InlineData("of 0 to 1", "--min-letters", "1.5")]
    [InlineData("no effect", "--characters")]
    public void Prepare_OptionsWithoutSense_AreRefused(string message, params string[] options)
    {
        CommandResult result = InProcess.Run(["prepare", "--data", WriteAll(), .. options]).Expect(2);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_BothOutputsInOneFile_IsRefused()
    {
        CommandResult result = InProcess.Run(
            "prepare", "--data", WriteAll(), "--output", _workspace["out.tsv"], "--rejected", _workspace["out.tsv"]).Expect(2);

        Assert.Contains("lead to one place", result.Error, StringComparison.Ordinal);
    }

    private string WriteAll() => _workspace.Write("pairs.tsv", string.Concat(Pairs.Select(pair => pair.Pair + "\n")));
}
