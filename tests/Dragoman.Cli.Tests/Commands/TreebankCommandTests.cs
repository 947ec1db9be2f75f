using System.IO.Compression;
using System.Text;
using Dragoman.Parsing;

namespace Dragoman.Cli.Tests.Commands;

public sealed class TreebankCommandTests : IDisposable
{
    private const string Trees = """
        ((S (NP-SBJ-1 (DT The) (NN f/x.1,2)) (VP (VBZ has) (NP (-NONE- *-1)) (NP (-LRB- -LRB-) (NN dogs))) (. .)))

        (TOP (S
            (VP (VB Go)) (, ,)
            (NP (NNP A|B))))
        ((NP (-NONE- *)))

        """;

    private readonly Workspace _workspace = new();

    [Fact]
    public void Pairs_Trees_WritesWordsAndCleanLines()
    {
        CommandResult result = InProcess.Run("treebank", "pairs", _workspace.Write("trees.mrg", Trees)).Expect(0);

        Assert.Equal(
            [
                "The f/x.1,2 has -LRB- dogs .\t(S (NP XX XX )NP (VP XX (NP XX XX )NP )VP . )S",
                "Go , A|B\t(S (VP XX )VP , (NP XX )NP )S",
            ],
            result.Lines);
        Assert.Equal("2 trees; 1 of nothing but traces left out\n", result.Error);
    }

    [Fact]
    public void Pairs_WhiteSpaceInsideAWord_KeepsOneTokenALeafAndSaysSo()
    {
        CommandResult result = InProcess.Run("treebank", "pairs", _workspace.Write("trees.mrg", "(NP (CD 10\u00A0000) (NN\u2009X euros))\n"), "--tags", "all").Expect(0);

        Assert.Equal("10_000 euros\t(NP CD NN_X )NP", result.Lines[0]);
        Assert.StartsWith("note: 1 tree has words or labels with white space inside", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_ByteOrderMarkBeforeTheFirstWord_IsLeftOut()
    {
        CommandResult result = InProcess.Run("treebank", "pairs", _workspace.Write("trees.mrg", "(NP (NN \uFEFFrain))\n")).Expect(0);

        Assert.Equal("rain\t(NP XX )NP", result.Lines[0]);
    }

    [Theory]
    [InlineData("none", "(S (VP XX )VP XX (NP XX )NP )S")]
    [InlineData("all", "(S (VP VB )VP , (NP NNP )NP )S")]
    public void Pairs_Tags_KeepsTheChosenOnes(string tags, string expected)
    {
        CommandResult result = InProcess.Run("treebank", "pairs", _workspace.Write("trees.mrg", Trees), "--tags", tags).Expect(0);

        Assert.EndsWith("\t" + expected, result.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Pairs_KeepFunctionsAndTraces_KeepsThem()
    {
        CommandResult result = InProcess.Run(
            "treebank", "pairs", _workspace.Write("trees.mrg", Trees), "--keep-functions", "--keep-traces").Expect(0);

        Assert.EndsWith(
            "has *-1 -LRB- dogs .\t(S (NP-SBJ-1 XX XX )NP-SBJ-1 (VP XX (NP XX )NP (NP XX XX )NP )VP . )S", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal("*\t(NP XX )NP", result.Lines[2]);
    }

    [Fact]
    public void Pairs_SeveralGzipFiles_GoToOneFile()
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Trees));
        }

        string trees = _workspace.Write("trees.gz", bytes.ToArray());
        string pairs = _workspace["pairs.tsv"];

        CommandResult result = InProcess.Run("treebank", "pairs", trees, trees, "--output", pairs).Expect(0);

        Assert.Equal("", result.Output);
        Assert.Equal(4, File.ReadAllLines(pairs).Length);
    }

    [Fact]
    public void Pairs_BrokenTree_NamesFileAndLineAndLeavesNoFile()
    {
        string trees = _workspace.Write("trees.mrg", "(S (NN a))\n(S (NN b)\n(S (NN c))\n");

        CommandResult result = InProcess.Run("treebank", "pairs", trees, "--output", _workspace["pairs.tsv"]).Expect(1);

        Assert.StartsWith($"error: {trees}, line 2: the tree that starts here lacks 1 closing bracket.", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["pairs.tsv"]));
    }

    [Fact]
    public void Trees_OfPairs_GivesTheTreesBack()
    {
        string pairs = _workspace["pairs.tsv"];
        InProcess.Run("treebank", "pairs", _workspace.Write("trees.mrg", Trees), "--tags", "all", "--output", pairs).Expect(0);

        CommandResult result = InProcess.Run("treebank", "trees", "--data", pairs).Expect(0);

        Assert.Equal(
            [
                "(S (NP (DT The) (NN f/x.1,2)) (VP (VBZ has) (NP (-LRB- -LRB-) (NN dogs))) (. .))",
                "(S (VP (VB Go)) (, ,) (NP (NNP A|B)))",
            ],
            result.Lines);
        Assert.Equal("2 trees, 0 of them mended\n", result.Error);
    }

    [Fact]
    public void Trees_TwoFilesWithMalformedAndBlankLines_StayInStep()
    {
        string source = _workspace.Write("test.src", "a (b) .\n\nc d\ne\n");
        string target = _workspace.Write("test.trg", "(S (NP XX XX )NP . \n\n(NP XX XX )NP\n\n");

        CommandResult result = InProcess.Run("treebank", "trees", "--source", source, "--target", target).Expect(0);

        Assert.Equal(["(S (NP (XX a) (XX -LRB-b-RRB-)) (. .))", "", "(NP (XX c) (XX d))", "(XX e)"], result.Lines);
        Assert.Equal("3 trees, 2 of them mended\n", result.Error);
    }

    [Theory]
    [InlineData("a\nb\n", "XX\n", 0)]
    [InlineData("a\n", "XX\nXX\n", 1)]
    public void Trees_FilesOfOtherLength_NamesTheLine(string sources, string targets, int longer)
    {
        string[] files = [_workspace.Write("test.src", sources), _workspace.Write("test.trg", targets)];

        CommandResult result = InProcess.Run("treebank", "trees", "--source", files[0], "--target", files[1]).Expect(1);

        Assert.Equal($"error: {files[longer]}, line 2: {files[0]} and {files[1]} differ in length ({2 - longer} and {1 + longer} lines); this line has no partner.\n", result.Error);
    }

    [Fact]
    public void Trees_LineWithoutTab_NamesTheLine()
    {
        string pairs = _workspace.Write("pairs.tsv", "\na\n");

        CommandResult result = InProcess.Run("treebank", "trees", "--data", pairs).Expect(1);

        Assert.Equal($"error: {pairs}, line 2: expected source, TAB, target, got a line without TAB. Are the columns parted by spaces or commas?\n", result.Error);
    }

    [Fact]
    public void Parser_HardlyTrained_IsScoredAndGivesATreeForEachSentence()
    {
        string trees = _workspace.Write("trees.mrg", string.Concat(
            Enumerable.Range(0, 120).Select(i => $"(S (NP{string.Concat(Enumerable.Repeat(" (NN a)", 1 + (i % 3)))}) (VP (VB b)) (. .))\n")));
        string pairs = _workspace["pairs.tsv"];
        InProcess.Run("treebank", "pairs", trees, "--output", pairs).Expect(0);
        InProcess.Run(
        [
            "train", "--data", pairs, "--model", _workspace["parser"], .. Workspace.TinyRecipe,
            "--set", "training.maximumEpochs=2", "--set", "data.target.lowercase=false",
        ]).Expect(0);
        string source = _workspace.Write("test.src", "a b .\na a a b .\n");

        CommandResult score = InProcess.Run("evaluate", "--model", _workspace["parser"], "--data", pairs, "--metric", "bracketing").Expect(0);
        string target = _workspace.Write("test.trg", InProcess.Run("translate", "--model", _workspace["parser"], "--input", source).Expect(0).Output);
        CommandResult parsed = InProcess.Run("treebank", "trees", "--source", source, "--target", target).Expect(0);

        CommandResult kept = InProcess.Run("evaluate", "--model", _workspace["parser"], "--data", pairs, "--metric", "bracketing", "--constraint", "trees").Expect(0);

        Assert.StartsWith("bracketing|nrefs:1|score:f1|", score.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("malformed = 0.00", score.Lines[0], StringComparison.Ordinal);
        Assert.Contains("malformed = 0.00", kept.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "error: --min-length would have no effect, for --constraint is trees: a tree ends when it is whole.\n",
            InProcess.Run("translate", "--model", _workspace["parser"], "--input", source, "--constraint", "trees", "--min-length", "2").Expect(2).Error,
            StringComparison.Ordinal);
        Assert.Equal(
            [["a", "b", "."], ["a", "a", "a", "b", "."]],
            parsed.Lines.Select(line => PennTree.Parse(line).Leaves().Select(leaf => leaf.Word)));
    }

    [Fact]
    public void Train_ToParseOnPairsWithoutTrees_IsRefusedBeforeItBegins()
    {
        CommandResult result = InProcess.Run("train", "--preset", "parse", "--data", _workspace.WriteCorpus(), "--model", _workspace["none"]).Expect(2);

        Assert.StartsWith("error: decoding.constraint is trees, but the target vocabulary cannot write a tree:", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["none"]));
    }

    [Theory]
    [InlineData("treebank needs one of: pairs, trees.", "treebank")]
    [InlineData("--constraint is \"tree\"; choose one of: none, trees.", "translate", "--model", "m", "--constraint", "tree")]
    [InlineData("There is no command pair here. Did you mean \"pairs\"?", "treebank", "pair")]
    [InlineData("--tags is \"some\"; choose one of: none, punctuation, all.", "treebank", "pairs", "f", "--tags", "some")]
    [InlineData("There is no corpus: give --data FILE, or --source FILE and --target FILE.", "treebank", "trees")]
    public void Treebank_WrongUsage_ExplainsAndReturns2(string message, params string[] arguments)
    {
        Assert.Contains(message, InProcess.Run(arguments).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Treebank_PairsIntoTheTreebank_IsRefused()
    {
        string trees = _workspace.Write("trees", "(S (NP (DT a)))\n");

        CommandResult result = InProcess.Run("treebank", "pairs", trees, "--output", trees).Expect(2);

        Assert.Contains("it would be lost", result.Error, StringComparison.Ordinal);
        Assert.Equal("(S (NP (DT a)))\n", File.ReadAllText(trees));
    }

    public void Dispose() => _workspace.Dispose();
}
