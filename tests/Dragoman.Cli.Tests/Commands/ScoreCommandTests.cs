using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

/// <summary>Translations against references.</summary>
public sealed class ScoreCommandTests : IDisposable
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 40).Select(i => $"the {i} cats sleep on mat {i} .")];
    private static readonly string[] Worse = [.. Lines.Select((line, i) => i % 2 == 0 ? line : "a dog")];

    private readonly Workspace _workspace = new();

    private string References => Write("references.txt", Lines);

    [Fact]
    public void Score_OneSystem_PrintsSignedScoresAndIntervals()
    {
        CommandResult result = InProcess.Run("score", "--hypotheses", Write("worse.txt", Worse), "--references", References, "--samples", "200").Expect(0);

        Assert.Matches(@"^BLEU\|nrefs:1\|case:mixed\|eff:no\|tok:13a\|smooth:exp\|version:dragoman-.* = \d+\.\d\d .*ref_len = 320\)  \[\d+\.\d\d to \d+\.\d\d\]$", result.Lines[0]);
        Assert.StartsWith("chrF2|", result.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("TER|", result.Lines[2], StringComparison.Ordinal);
        Assert.Equal("95 % intervals from 200 bootstrap samples; seed 12345.", result.Lines[3]);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Score_TwoSystems_ComparesWithTheFirst()
    {
        JsonElement scores = Json(
            "--hypotheses", Write("worse.txt", Worse), Write("right.txt", Lines), "--references", References,
            "--metric", "ter", "--samples", "200", "--trials", "300", "--seed", "7").GetProperty("metrics").GetProperty("ter");

        JsonElement[] systems = [.. scores.GetProperty("systems").EnumerateArray()];
        Assert.Equal([_workspace["worse.txt"], _workspace["right.txt"]], systems.Select(system => system.GetProperty("system").GetString()));
        Assert.False(systems[0].TryGetProperty("bootstrapP", out _));
        Assert.Equal(0, systems[1].GetProperty("score").GetDouble());
        Assert.Equal(1, systems[1].GetProperty("winShare").GetDouble()); // A lower error rate is better.
        Assert.InRange(systems[1].GetProperty("bootstrapP").GetDouble(), 0, 0.05);
        Assert.Equal(1 / 301.0, systems[1].GetProperty("randomizationP").GetDouble(), 12);
    }

    [Fact]
    public void Score_OptionGivenTwice_NamesTwoSystems()
    {
        CommandResult result = InProcess.Run(
            "score", "--hypotheses", Write("worse.txt", Worse), "--hypotheses", Write("same.txt", Worse), "--references", References,
            "--metric", "wer", "--samples", "100", "--trials", "100").Expect(0);

        Assert.StartsWith("WER|nrefs:1|", result.Lines[0], StringComparison.Ordinal);
        Assert.Matches(@"same\.txt +50\.00 .* 0\.0 % +1\.0000 +1\.0000$", result.Lines[3]);
    }

    [Fact]
    public void Score_SameSeed_GivesTheSameText()
    {
        string[] arguments = ["score", "--hypotheses", Write("worse.txt", Worse), Write("right.txt", Lines), "--references", References, "--trials", "200"];

        Assert.Equal(InProcess.Run(arguments).Output, InProcess.Run(arguments).Output);
        Assert.NotEqual(InProcess.Run(arguments).Output, InProcess.Run([.. arguments, "--seed", "1"]).Output);
    }

    [Fact]
    public void Score_OptionsOfMetrics_AreInTheSignature()
    {
        JsonElement scores = Json(
            "--hypotheses", Write("worse.txt", Worse), "--references", References, "--test", "none", "--metric", "bleu,chrf++,ter", "--lowercase",
            "--tokenize", "intl", "--chrf-order", "5", "--chrf-beta", "3", "--chrf-eps-smoothing", "--ter-case-sensitive", "--ter-normalize",
            "--ter-no-punctuation", "--ter-asian").GetProperty("metrics");

        string Signature(string metric) => scores.GetProperty(metric).GetProperty("signature").GetString()!;
        Assert.Contains("|case:lc|eff:no|tok:intl|", Signature("bleu"), StringComparison.Ordinal);
        Assert.Contains("|case:lc|eff:no|nc:5|nw:2|", Signature("chrf++"), StringComparison.Ordinal);
        Assert.Contains("|case:mixed|tok:tercom|norm:yes|punct:no|asian:yes|", Signature("ter"), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_SeveralReferences_TakesTheNearest()
    {
        JsonElement scores = Json(
            "--hypotheses", Write("h.txt", ["a b c d e", "x y"]), "--references", Write("r1.txt", ["a b", "x y"]), Write("r2.txt", ["a b c d e", "z"]),
            "--metric", "accuracy,wer", "--test", "none").GetProperty("metrics");

        Assert.Equal(100, scores.GetProperty("accuracy").GetProperty("systems")[0].GetProperty("score").GetDouble());
        Assert.StartsWith("nrefs:2|", scores.GetProperty("wer").GetProperty("signature").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_CompressedAndStandardInput_AreRead()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Lines)));
        }

        CommandResult result = InProcess.RunWithInput(
            string.Join("\r\n", Lines), "score", "--hypotheses", "-", "--references", _workspace.Write("references.gz", packed.ToArray()), "--metric", "accuracy").Expect(0);

        Assert.Contains("= 100.00 (correct = 40 lines = 40", result.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Score_FilesOfDifferentLength_NamesBothCounts()
    {
        string short_ = Write("short.txt", Lines[..3]);

        CommandResult result = InProcess.Run("score", "--hypotheses", short_, "--references", References).Expect(1);

        Assert.Equal(
            $"error: {short_}: has 3 lines, but {References} has 40. Each line of one must be the counterpart of the same line of the other.\n", result.Error);
    }

    [Fact]
    public void Score_BlankReference_CountsAsSacreBleuDoesAndIsSaid()
    {
        string references = Write("references.txt", ["a b c d e", ""]);

        CommandResult result = InProcess.Run("score", "--hypotheses", Write("h.txt", ["a b c d e", "x y"]), "--references", references, "--test", "none").Expect(0);

        Assert.Equal($"note: {references}: 1 line is blank and counted as a reference without words, as in sacreBLEU.\n", result.Error);
        Assert.Contains("hyp_len = 7 ref_len = 5", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains("= 40.00 (edits = 2 ref_len = 5.0)", result.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Score_ByteOrderMark_IsTextAndSaid()
    {
        string marked = _workspace.Write("marked.txt", "\uFEFFa b\n");

        CommandResult result = InProcess.Run(
            "score", "--hypotheses", marked, "--references", Write("r.txt", ["a b"]), "--metric", "wer", "--test", "none").Expect(0);

        Assert.StartsWith($"note: {marked} begins with a byte order mark.", result.Error, StringComparison.Ordinal);
        Assert.Contains("= 50.00", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Sentences_HaveALineEach()
    {
        string[] arguments =
            ["score", "--hypotheses", Write("h.txt", ["a b", "x"]), "--references", Write("r.txt", ["a b", "y"]), "--metric", "wer,bleu", "--sentence"];

        CommandResult columns = InProcess.Run(arguments).Expect(0);
        CommandResult json = InProcess.Run([.. arguments, "--json"]).Expect(0);

        Assert.Equal("system\tline\twer\tbleu", columns.Lines[0]);
        Assert.Equal($"{_workspace["h.txt"]}\t1\t0.0000\t100.0000", columns.Lines[1]); // Orders that a sentence is too short for do not count.
        Assert.Equal(100, JsonElement.Parse(json.Lines[1]).GetProperty("wer").GetDouble());
    }

    [Fact]
    public void Score_ReferenceThatIsNoTree_NamesFileAndLine()
    {
        string references = Write("r.txt", ["(S (NP XX )NP )S", "no tree"]);

        CommandResult result = InProcess.Run("score", "--hypotheses", Write("h.txt", ["a", "b"]), "--references", references, "--metric", "bracketing").Expect(1);

        Assert.StartsWith($"error: {references}, line 2: bracketing cannot score here.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Output_GoesToTheFileAndNeverOverAnInput()
    {
        string hypotheses = Write("h.txt", Worse);
        string[] arguments = ["score", "--hypotheses", hypotheses, "--references", References, "--test", "none", "--output"];

        Assert.Equal("", InProcess.Run([.. arguments, _workspace["scores.txt"]]).Expect(0).Output);
        Assert.StartsWith("BLEU|", File.ReadAllText(_workspace["scores.txt"]), StringComparison.Ordinal);
        InProcess.Run([.. arguments, hypotheses]).Expect(2);
        Assert.Equal(string.Join('\n', Worse) + "\n", File.ReadAllText(hypotheses));
    }

    [Theory]
    [InlineData("--references is missing", "--hypotheses", "h")]
    [InlineData("--hypotheses is missing", "--references", "r")]
    [InlineData("Give --hypotheses FILE and --references FILE")]
    [InlineData("- stands more than once", "--hypotheses", "-", "--references", "-")]
    [InlineData("--trials would have no effect: there is one system", "--hypotheses", "h", "--references", "r", "--trials", "5")]
    [InlineData("--trials would have no effect with --test bootstrap", "--hypotheses", "h", "i", "--references", "r", "--trials", "5", "--test", "bootstrap")]
    [InlineData("--samples would have no effect with --test none", "--hypotheses", "h", "--references", "r", "--samples", "5", "--test", "none")]
    [InlineData("--seed would have no effect: with --sentence", "--hypotheses", "h", "--references", "r", "--seed", "5", "--sentence")]
    [InlineData("--tokenize would have no effect: it is for BLEU", "--hypotheses", "h", "--references", "r", "--tokenize", "none", "--metric", "ter")]
    [InlineData("--samples is \"0\"; it must be", "--hypotheses", "h", "--references", "r", "--samples", "0")]
    [InlineData("--test is \"t\"; choose one of: both, bootstrap, randomization, none", "--hypotheses", "h", "--references", "r", "--test", "t")]
    public void Score_WrongUsage_IsRefused(string message, params string[] options)
    {
        CommandResult result = InProcess.Run(["score", .. options]).Expect(2);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private string Write(string name, string[] lines) => _workspace.Write(name, string.Join('\n', lines) + "\n");

    private static JsonElement Json(params string[] arguments) => JsonElement.Parse(InProcess.Run(["score", "--json", .. arguments]).Expect(0).Output);
}
