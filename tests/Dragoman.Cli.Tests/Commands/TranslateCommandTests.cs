using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Dragoman.Cli.Tests.Commands;

public sealed class TranslateCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Translate_LearntCorpus_GivesTheWords()
    {
        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder).Expect(0);

        Assert.Equal(["alpha bravo charlie", "foxtrot echo"], result.Lines);
    }

    [Fact]
    public void Translate_In8Bits_GivesTheWords()
    {
        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder, "--precision", "int8").Expect(0);

        Assert.Equal(["alpha bravo charlie", "foxtrot echo"], result.Lines);
        Assert.Contains(
            "choose one of: float32, int8",
            InProcess.RunWithInput("a\n", "translate", "--model", model.Folder, "--precision", "int4").Expect(ExitCode.Usage).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_InputDash_ReadsStandardInput() => Assert.Equal(
        ["alpha bravo charlie"], InProcess.RunWithInput("a b c\n", "translate", "--model", model.Folder, "--input", "-").Expect(0).Lines);

    [Fact]
    public void Translate_BlankLines_StayBlankAndInPlace()
    {
        CommandResult result = InProcess.RunWithInput("\na b\n  \n\nc d", "translate", "--model", model.Folder).Expect(0);

        Assert.Equal("\nalpha bravo\n\n\ncharlie delta\n", result.Output);
    }

    [Theory]
    [InlineData('\u3000')]
    [InlineData('\u2003')]
    [InlineData('\u2028')]
    [InlineData('\u0085')]
    public void Translate_WhiteSpaceOfAnyKind_PartsWordsAndIsBlankAlone(char space)
    {
        CommandResult result = InProcess.RunWithInput($"a{space}b\n{space}\u200D\n", "translate", "--model", model.Folder).Expect(0);

        Assert.Equal("alpha bravo\n\n", result.Output);
    }

    [Fact]
    public void Translate_LinesWithColumns_AreTranslatedWithAWarning()
    {
        CommandResult result = InProcess.RunWithInput("a\na\tb\nc\td\n", "translate", "--model", model.Folder).Expect(0);

        Assert.Equal(["alpha", "alpha bravo", "charlie delta"], result.Lines);
        Assert.Contains("standard input, line 2 holds a TAB", result.Error, StringComparison.Ordinal);
        Assert.Contains("cut -f1", result.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 3 lines", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_Prefixes_AreGoneOnWith()
    {
        string prefixes = _workspace.Write("prefixes.txt", "bravo\n\n");

        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder, "--prefixes", prefixes).Expect(0);

        Assert.StartsWith("bravo", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal("foxtrot echo", result.Lines[1]);
    }

    [Fact]
    public void Translate_Constraints_AreMet()
    {
        string constraints = _workspace.Write("terms.jsonl", "{\"must\":[\"echo\"],\"not\":[\"bravo charlie\"]}\n\n");

        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder, "--constraints", constraints).Expect(0);

        Assert.Contains("echo", result.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("bravo charlie", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal("foxtrot echo", result.Lines[1]);
    }

    [Theory]
    [InlineData("{\"must\":\"echo\"}\n", ", line 1: the member \"must\" must be a list of texts")]
    [InlineData("\n{\"may\":[]}\n", ", line 2: the object has a member \"may\"; it may have: must, not.")]
    [InlineData("[]\n", "expected a JSON object, got an array.")]
    [InlineData("{\"must\":[\"zebra\"]}\n\n", "terms.jsonl, line 1: the required phrase \"zebra\"")]
    public void Translate_ConstraintsThatAreNone_SayWhere(string lines, string message)
    {
        string constraints = _workspace.Write("terms.jsonl", lines);

        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder, "--constraints", constraints).Expect(1);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bravo\n", "has fewer lines than standard input.")]
    [InlineData("bravo\n\n\n", "has more lines than standard input.")]
    [InlineData("\nbravo zebra\n", "prefixes.txt, line 2: the prefix \"bravo zebra\" has \"zebra\", which the target vocabulary does not have.")]
    public void Translate_PrefixesThatDoNotFit_SayWhere(string lines, string message)
    {
        string prefixes = _workspace.Write("prefixes.txt", lines);

        CommandResult result = InProcess.RunWithInput("a b c\nf e\n", "translate", "--model", model.Folder, "--prefixes", prefixes).Expect(1);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_MoreLinesThanAChunk_KeepsCountAndOrder()
    {
        string[] sentences = [.. Enumerable.Range(0, 1203).Select(i => i % 2 == 0 ? "a b" : "c")];

        CommandResult result = InProcess.RunWithInput(string.Join('\n', sentences) + "\n", "translate", "--model", model.Folder, "--beam", "1").Expect(0);

        Assert.Equal(1203, result.Lines.Length);
        Assert.All(result.Lines.Index(), line => Assert.StartsWith(line.Index % 2 == 0 ? "alpha" : "charlie", line.Item, StringComparison.Ordinal));
    }

    [Fact]
    public void Translate_OtherBatchSize_GivesTheSameBits()
    {
        string input = File.ReadAllText(model.Pairs);
        string[] common = ["translate", "--model", model.Folder, "--n-best", "3", "--alignments", "json"];

        CommandResult one = InProcess.RunWithInput(input, [.. common, "--batch", "1"]).Expect(0);
        CommandResult many = InProcess.RunWithInput(input, [.. common, "--batch", "64"]).Expect(0);

        Assert.Equal(one.Output, many.Output);
    }

    [Fact]
    public void Translate_Temperature_DrawsWhatTheSeedSays()
    {
        string[] draw = ["translate", "--model", model.Folder, "--temperature", "5", "--top-k", "20", "--n-best", "4", "--seed"];
        CommandResult first = InProcess.RunWithInput("a b\nc d e\n", [.. draw, "7"]).Expect(0);

        Assert.Equal(8, first.Lines.Length);
        Assert.Equal(first.Output, InProcess.RunWithInput("a b\nc d e\n", [.. draw, "7", "--batch", "1"]).Expect(0).Output);
        Assert.NotEqual(first.Output, InProcess.RunWithInput("a b\nc d e\n", [.. draw, "8"]).Expect(0).Output);
    }

    [Fact]
    public void Translate_BestLists_AreInMosesFormatBestFirst()
    {
        CommandResult result = InProcess.RunWithInput("a b\n\n", "translate", "--model", model.Folder, "--n-best", "3").Expect(0);

        string[][] fields = [.. result.Lines.Select(line => line.Split(" ||| "))];
        Assert.Equal(["0", "0", "0", "1"], fields.Select(field => field[0]));
        Assert.Equal("alpha bravo", fields[0][1]);
        double[] scores = [.. fields.Take(3).Select(field => double.Parse(field[2], CultureInfo.InvariantCulture))];
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public void Translate_PharaohAlignments_LinkWordsOfBothTexts()
    {
        CommandResult result = InProcess.RunWithInput("a b c\n\n", "translate", "--model", model.Folder, "--alignments", "pharaoh").Expect(0);

        string[] fields = result.Lines[0].Split(" ||| ");
        Assert.Equal("alpha bravo charlie", fields[0]);
        Assert.All(fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), link => Assert.Matches("^[0-2]-[0-2]$", link));
        Assert.Equal(" ||| ", result.Lines[1]);
    }

    [Fact]
    public void Translate_JsonAlignments_HoldAllWeights()
    {
        CommandResult result = InProcess.RunWithInput("a b\n", "translate", "--model", model.Folder, "--alignments", "json").Expect(0);

        JsonElement map = JsonElement.Parse(result.Lines[0].Split(" ||| ")[1]);
        Assert.Equal(map.GetProperty("target").GetArrayLength(), map.GetProperty("weights").GetArrayLength());
        Assert.Equal("a", map.GetProperty("source")[0].GetString());
    }

    [Fact]
    public void Translate_ReplaceUnknown_CopiesOrLooksUpTheSourceWord()
    {
        string rare = _workspace.Write("rare.tsv", string.Concat(Enumerable.Range(0, 60).Select(i => $"a x{i}\talpha y{i}\n")));
        string folder = _workspace["rare"];
        string[] recipe = [.. Workspace.TinyRecipe.Select(word => word.Replace("minimumFrequency=1", "minimumFrequency=2", StringComparison.Ordinal))];
        InProcess.Run(
        [
            "train", "--data", rare, "--model", folder, .. recipe,
            "--set", "training.maximumEpochs=30", "--set", "training.optimizer.learningRate=0.02", "--set", "model.layerDropout=0",
        ]).Expect(0);
        string dictionary = _workspace.Write("dictionary.tsv", "zebra\tzorro\t0.1\nzebra\tzulu\t0.9\na\tzulu\n");
        string[] common = ["translate", "--model", folder, "--beam", "1"];

        Assert.Equal(["alpha <unk>"], InProcess.RunWithInput("a zebra\n", common).Expect(0).Lines);
        Assert.Matches("^alpha (zebra|a)$", InProcess.RunWithInput("a zebra\n", [.. common, "--replace-unknown"]).Expect(0).Lines[0]);
        Assert.Equal(
            ["alpha zulu"],
            InProcess.RunWithInput("a zebra\n", [.. common, "--replace-unknown", "--dictionary", dictionary]).Expect(0).Lines);
        CommandResult separator = InProcess.RunWithInput(
            "a zebra\n", [.. common, "--replace-unknown", "--dictionary", _workspace.Write("odd.tsv", "zebra\t|||\na\t|||\n"), "--n-best", "1"]).Expect(0);
        Assert.StartsWith("0 ||| alpha ||| ||| -", separator.Output, StringComparison.Ordinal);
        Assert.Contains("warning: 1 translation holds |||, which parts the fields of a line, too;", separator.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_DictionaryAlone_IsRefused()
    {
        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--dictionary", "d.tsv").Expect(2);

        Assert.StartsWith("error: --dictionary needs --replace-unknown.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_FilesInAndOut_ReadsGzipAndWritesFile()
    {
        using (GZipStream gzip = new(File.Create(_workspace["in.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write("a b\r\nc\r\n"u8);
        }

        CommandResult result = InProcess.Run(
            "translate", "--model", model.Folder, "--input", _workspace["in.gz"], "--output", _workspace["out.txt"]).Expect(0);

        Assert.Equal("", result.Output);
        Assert.Equal("alpha bravo\ncharlie\n", File.ReadAllText(_workspace["out.txt"]));
    }

    [Fact]
    public void Translate_MissingInput_KeepsTheOutputFile()
    {
        string output = _workspace.Write("out.txt", "precious");

        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--input", _workspace["none.txt"], "--output", output).Expect(1);

        Assert.Equal($"error: {_workspace["none.txt"]}: the file does not exist.\n", result.Error);
        Assert.Equal("precious", File.ReadAllText(output));
    }

    [Fact]
    public void Translate_OutputIsInput_IsRefused()
    {
        string file = _workspace.Write("same.txt", "a b\n");

        CommandResult result = InProcess.Run("translate", "--model", model.Folder, "--input", file, "--output", file).Expect(2);

        Assert.Contains("same file", result.Error, StringComparison.Ordinal);
        Assert.Equal("a b\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("--n-best 2 --format text", "error: --n-best would have no effect: --format text has one translation per line.")]
    [InlineData("--min-length 9 --max-length 8", "error: --min-length is more than --max-length, which is 8.")]
    [InlineData("--min-length-ratio 2 --max-length-ratio 1.5", "error: --min-length-ratio is more than --max-length-ratio, which is 1.5.")]
    [InlineData("--min-length-ratio 6 --max-length 5", "error: --min-length-ratio is 6: even one source token would need more than")]
    [InlineData("--no-unknown --replace-unknown", "error: --replace-unknown would have no effect: with --no-unknown there is no <unk> to replace.")]
    [InlineData("--beam 1 --length-penalty 2", "error: --length-penalty would have no effect, for --beam is 1: there are no hypotheses to compare.\n")]
    [InlineData("--beam 1 --coverage-penalty 2", "error: --coverage-penalty would have no effect, for --beam is 1: there are no hypotheses to compare.\n")]
    [InlineData("--beam 1 --groups 4", "error: --groups would have no effect, for --beam is 1: there are no hypotheses to compare.\n")]
    [InlineData("--temperature 1 --groups 4", "error: --groups would have no effect, for --temperature is above 0: tokens are drawn, not searched for.\n")]
    [InlineData("--length-normalization reward --length-penalty 0", "error: --length-normalization would have no effect, for --length-penalty is 0: lengths are not made comparable. Add, say, --length-penalty 1.\n")]
    [InlineData("--max-length x", "error: --max-length is \"x\"; it must be a whole number of at least 0.")]
    [InlineData("--min-length-ratio x", "error: --min-length-ratio is \"x\"; it must be a number of at least 0.")]
    [InlineData("--format x", "error: --format is \"x\"; choose one of: text, moses, json, jsonl.")]
    [InlineData("--max-sentence-length 20001", "error: --max-sentence-length is \"20001\"; it must be a whole number of 2 to 20000.")]
    public void Translate_Contradictions_AreRefused(string options, string error)
    {
        CommandResult result = InProcess.Run(["translate", "--model", model.Folder, .. options.Split(' ')]).Expect(2);

        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData("--max-length 2", 2, 2)]
    [InlineData("--min-length 7 --max-length 8", 7, 8)]
    [InlineData("--max-length-ratio 0.5", 1, 2)]
    [InlineData("--min-length-ratio 2", 8, 20)]
    [InlineData("--min-length-ratio 2 --temperature 1", 8, 20)]
    public void Translate_Lengths_HoldForTheTranslation(string options, int minimum, int maximum)
    {
        CommandResult result = InProcess.RunWithInput("a b c d\n", ["translate", "--model", model.Folder, .. options.Split(' ')]).Expect(0);

        Assert.InRange(result.Lines[0].Split(' ').Length, minimum, maximum);
    }

    [Fact]
    public void Translate_Json_HasAnObjectALine()
    {
        CommandResult result = InProcess.RunWithInput("a zebra\n\nB c\n", "translate", "--model", model.Folder, "--format", "json", "--n-best", "3").Expect(0);

        JsonElement[] lines = [.. result.Lines.Select(line => JsonElement.Parse(line))];
        Assert.Equal([0, 1, 2], lines.Select(line => line.GetProperty("number").GetInt32()));
        Assert.Equal(["a", "zebra", "<eos>"], lines[0].GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!));
        Assert.Equal([1], lines[0].GetProperty("unknown").EnumerateArray().Select(place => place.GetInt32()));
        Assert.Equal("B c", lines[2].GetProperty("source").GetString());
        Assert.False(lines[2].GetProperty("truncated").GetBoolean());
        JsonElement[] best = [.. lines[2].GetProperty("translations").EnumerateArray()];
        Assert.Equal(3, best.Length);
        Assert.Equal("bravo charlie", best[0].GetProperty("text").GetString());
        Assert.All(best, translation =>
        {
            double[] tokens = [.. translation.GetProperty("tokenLogProbabilities").EnumerateArray().Select(value => value.GetDouble())];
            Assert.Equal(translation.GetProperty("tokens").GetArrayLength() + (translation.GetProperty("complete").GetBoolean() ? 1 : 0), tokens.Length);
            double sum = translation.GetProperty("logProbability").GetDouble();
            Assert.Equal(sum, tokens.Sum(), 1e-9 * Math.Abs(sum));
            Assert.True(translation.TryGetProperty("alignment", out _));
            Assert.False(translation.TryGetProperty("weights", out _));
        });
        Assert.Equal("", Assert.Single(lines[1].GetProperty("translations").EnumerateArray()).GetProperty("text").GetString());
    }

    [Fact]
    public void Translate_JsonWithWeights_HasARowAToken()
    {
        CommandResult result = InProcess.RunWithInput(
            "a b\n", "translate", "--model", model.Folder, "--format", "json", "--alignments", "json").Expect(0);

        JsonElement translation = JsonElement.Parse(result.Lines[0]).GetProperty("translations")[0];
        Assert.Equal([3, 3, 3], translation.GetProperty("weights").EnumerateArray().Select(row => row.GetArrayLength()));
    }

    [Fact]
    public void Translate_UnknownWords_AreCountedOnceAtTheEnd()
    {
        CommandResult result = InProcess.RunWithInput("a zebra\nb\nzebra yak\n", "translate", "--model", model.Folder).Expect(0);

        Assert.Equal("warning: 3 of 5 tokens, in 2 lines, are not in the model's vocabulary and read as <unk>, such as zebra.\n", result.Error);
        Assert.Equal("", InProcess.RunWithInput("a b\n", "translate", "--model", model.Folder).Expect(0).Error);
    }

    [Fact]
    public void Translate_LongLines_AreReadWholeUpToTheSafetyLimit()
    {
        string sentence = string.Join(' ', Enumerable.Repeat("a b", 100));

        CommandResult whole = InProcess.RunWithInput(sentence + "\na\n", "translate", "--model", model.Folder, "--format", "json").Expect(0);
        CommandResult cut = InProcess.RunWithInput(
            sentence + "\na\n", "translate", "--model", model.Folder, "--format", "json", "--max-sentence-length", "150").Expect(0);

        Assert.Equal(201, JsonElement.Parse(whole.Lines[0]).GetProperty("tokens").GetArrayLength());
        Assert.True(JsonElement.Parse(whole.Lines[0]).GetProperty("longerThanTrained").GetBoolean());
        Assert.Matches(@"^warning: 1 line is longer than the model was trained on \(\d+ source and \d+ target tokens\); all of it is read.\n$", whole.Error);
        Assert.Equal(150, JsonElement.Parse(cut.Lines[0]).GetProperty("tokens").GetArrayLength());
        Assert.True(JsonElement.Parse(cut.Lines[0]).GetProperty("truncated").GetBoolean());
        Assert.Equal(
            "warning: 1 line has more than 150 tokens; what follows was not read. Raise --max-sentence-length to read more.\n", cut.Error);
    }

    public void Dispose() => _workspace.Dispose();
}
