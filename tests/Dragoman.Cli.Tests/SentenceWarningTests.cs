using System.Globalization;

namespace Dragoman.Cli.Tests;

public sealed class SentenceWarningTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("align --model MODEL --source PAIRS --target TARGET", 1)]
    [InlineData("align --model MODEL --source TARGET --target PAIRS --gold GOLD", 1)]
    [InlineData("align --model MODEL --source PAIRS --target PAIRS", 2)]
    [InlineData("evaluate --model MODEL --source PAIRS --target TARGET --json", 1)]
    [InlineData("evaluate --model MODEL --source TARGET --target PAIRS", 1)]
    [InlineData("score --hypotheses PAIRS --references TARGET", 1)]
    [InlineData("score --hypotheses TARGET --references PAIRS", 1)]
    [InlineData("score --hypotheses PAIRS PAIRS --references TARGET PAIRS --sentence", 3)]
    [InlineData("score --model MODEL --source PAIRS --target TARGET", 1)]
    [InlineData("score --model MODEL --source PAIRS --n-best LIST", 1)]
    [InlineData("train --source PAIRS --target TARGET --model NEW", 1)]
    [InlineData("train --source TARGET --target TARGET --valid-source TARGET --valid-target PAIRS --model NEW", 1)]
    [InlineData("treebank trees --source PAIRS --target TARGET", 1)]
    [InlineData("translate --model MODEL --input TARGET", 0)]
    [InlineData("evaluate --model MODEL --data PAIRS", 0)]
    [InlineData("score --model MODEL --data PAIRS", 0)]
    public void Run_FileOfPairsWhereSentencesAreExpected_IsWarnedOfOnceAFile(string line, int expected)
    {
        Dictionary<string, string> files = new()
        {
            ["PAIRS"] = _workspace.Write("pairs.tsv", "a b\nc\tcharlie\na d\talpha delta\n".Replace("a b\n", "a b" + (line.Contains("--data", StringComparison.Ordinal) ? "\talpha\n" : "\n"), StringComparison.Ordinal)),
            ["TARGET"] = _workspace.Write("target.txt", "alpha bravo\ncharlie\nalpha delta\n"),
            ["LIST"] = _workspace.Write("list", "0 ||| alpha bravo ||| -1\n"),
            ["GOLD"] = _workspace.Write("gold", "0-0\n0-0\n0-0\n"),
            ["MODEL"] = model.Folder,
            ["NEW"] = _workspace["new"],
        };
        IEnumerable<string> recipe = line.StartsWith("train", StringComparison.Ordinal)
            ? [.. Workspace.TinyRecipe.SkipLast(2), "--set", "training.maximumUpdates=1"]
            : [];
        if (line.StartsWith("train", StringComparison.Ordinal) && !line.Contains("--valid", StringComparison.Ordinal))
        {
            recipe = [.. recipe, "--set", "data.validationShare=0.34"];
        }

        CommandResult result = InProcess.Run([.. line.Split(' ').Select(word => files.GetValueOrDefault(word, word)), .. recipe]).Expect(0);

        string[] warnings = [.. result.Error.Split('\n').Where(text => text.Contains("holds a TAB", StringComparison.Ordinal))];
        Assert.Equal(expected, warnings.Length);
        Assert.All(warnings, warning =>
        {
            Assert.StartsWith(
                string.Create(CultureInfo.InvariantCulture, $"warning: {files["PAIRS"]}, line 2 holds a TAB (2 of 3 lines do); all its columns are read as one sentence. "),
                warning,
                StringComparison.Ordinal);
            Assert.EndsWith("To take one column, such as the first: cut -f1 FILE > NEW", warning, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("translate --model MODEL --input OBJECTS", "--format jsonl")]
    [InlineData("evaluate --model MODEL --source OBJECTS --target TARGET", "give it as --data, with a name that ends in .jsonl")]
    [InlineData("score --hypotheses OBJECTS --references TARGET", "jq -r .text FILE > NEW")]
    public void Run_FileOfObjectsWhereSentencesAreExpected_IsWarnedOf(string line, string remedy)
    {
        Dictionary<string, string> files = new()
        {
            ["OBJECTS"] = _workspace.Write("objects.txt", "{}\n{\"text\": \"a b\"}\n { not one }\n{\"text\":\"c\", \"id\":7} \n"),
            ["TARGET"] = _workspace.Write("target.txt", "alpha bravo\ncharlie\nalpha delta\nalpha\n"),
            ["MODEL"] = model.Folder,
        };

        CommandResult result = InProcess.Run([.. line.Split(' ').Select(word => files.GetValueOrDefault(word, word))]).Expect(0);

        string warning = Assert.Single(result.Error.Split('\n'), text => text.Contains("is a JSON object", StringComparison.Ordinal));
        Assert.StartsWith($"warning: {files["OBJECTS"]}, line 2 is a JSON object", warning, StringComparison.Ordinal);
        Assert.Contains(remedy, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_ObjectsWithTheirFormat_AreNotWarnedOf()
    {
        string objects = _workspace.Write("objects.jsonl", "{\"text\": \"a b\"}\n");

        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--input", objects, "--format", "jsonl").Expect(0);

        Assert.DoesNotContain("JSON", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Attention_SentencesWithColumns_AreWarnedOf()
    {
        CommandResult result = InProcess.Run("attention", "--model", model.Folder, "a\tb", "--target", "alpha\tbravo").Expect(0);

        Assert.Equal(
            "warning: the sentence holds a TAB; all its columns are read as one sentence. Give one column only.\n" +
            "warning: --target holds a TAB; all its columns are read as one sentence. Give one column only.\n",
            result.Error);
    }

    public void Dispose() => _workspace.Dispose();
}
