using Dragoman.TestKit;

namespace Dragoman.Cli.Tests;

/// <summary>Outputs go where their names lead, and never over what is read.</summary>
public sealed class OutputTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Translate_OutputIsALink_WritesItsFile()
    {
        File.CreateSymbolicLink(_workspace["link"], "real");

        InProcess.RunWithInput("a b\n", "translate", "--model", model.Folder, "--output", _workspace["link"]).Expect(0);

        Assert.Equal("real", new FileInfo(_workspace["link"]).LinkTarget);
        Assert.Single(File.ReadAllLines(_workspace["real"]));
    }

    [Fact]
    public void Translate_InputIsNotValid_KeepsTheOldOutput()
    {
        string old = _workspace.Write("out", "old");

        InProcess.RunWithInput([.. "a b\n"u8, 0xFF, (byte)'\n'], "translate", "--model", model.Folder, "--output", old).Expect(1);

        Assert.Equal("old", File.ReadAllText(old));
    }

    [Fact]
    public void Translate_Dash_IsStandardOutput()
    {
        CommandResult result = InProcess.RunWithInput("a b\nc\n", "translate", "--model", model.Folder, "--output", "-").Expect(0);

        Assert.Equal(2, result.Lines.Length);
        Assert.False(File.Exists("-"));
    }

    [Fact]
    public void Translate_PathOfStandardOutput_IsStandardOutput()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The path is Unix's.");

        CommandResult result = ChildProcess.Run("a b\nc\n", "translate", "--model", model.Folder, "--output", "/proc/self/fd/1").Expect(0);

        Assert.Equal(2, result.Lines.Length);
    }

    [Fact]
    public async Task Translate_ReaderOfThePipeIsGone_EndsWithBrokenPipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        NamedPipe.Make(_workspace["pipe"]);
        string lines = string.Concat(Enumerable.Repeat("a b\n", 3000));
        Task<CommandResult> translating = Task.Run(
            () => InProcess.RunWithInput(lines, "translate", "--model", model.Folder, "--beam", "1", "--output", _workspace["pipe"]),
            TestContext.Current.CancellationToken);
        using (FileStream reader = new(_workspace["pipe"], FileMode.Open, FileAccess.Read))
        {
            Assert.True(reader.ReadByte() >= 0);
        }

        Assert.Equal(141, (await translating).ExitCode);
    }

    [Theory]
    [InlineData("translate", "--input", "link")]
    [InlineData("align", "--data", "link")]
    [InlineData("align", "--gold", "link")]
    [InlineData("treebank pairs", "", "link")]
    [InlineData("treebank trees", "--data", "linked/../file")]
    public void Run_OutputIsAnInputUnderAnotherName_IsRefused(string verb, string option, string output)
    {
        string file = _workspace.Write("file", "a b\tAlpha Bravo\n");
        File.CreateSymbolicLink(_workspace["second"], "file");
        File.CreateSymbolicLink(_workspace["link"], "second");
        Directory.CreateDirectory(_workspace["there"]);
        Directory.CreateSymbolicLink(_workspace["linked"], "there");
        string[] rest = verb.StartsWith("treebank", StringComparison.Ordinal) ? [] : ["--model", model.Folder];
        string[] data = option == "--gold" ? ["--data", model.Pairs] : [];

        CommandResult result = InProcess.Run(
            [.. verb.Split(' '), .. rest, .. data, .. new[] { option, file }.Where(word => word.Length > 0), "--output", _workspace[output]]);

        Assert.Contains("the same file as is read; it would be lost.", result.Expect(2).Error, StringComparison.Ordinal);
        Assert.Equal("a b\tAlpha Bravo\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("source.vocab")]
    [InlineData("training/state.safetensors")]
    public void Attention_OutputIsAFileOfTheModel_IsRefused(string name)
    {
        Directory.CreateSymbolicLink(_workspace["link"], model.Folder);
        byte[] before = File.ReadAllBytes(Path.Combine(model.Folder, name));

        InProcess.Run("attention", "--model", model.Folder, "--svg", Path.Combine(_workspace["link"], name), "a b").Expect(2);

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(model.Folder, name)));
    }

    [Fact]
    public void Attention_BothOutputsAreOneFile_IsRefused()
    {
        File.CreateSymbolicLink(_workspace["link"], "file");

        CommandResult result = InProcess.Run("attention", "--model", model.Folder, "--svg", _workspace["file"], "--json", _workspace["link"], "a b").Expect(2);

        Assert.Contains("one would overwrite the other", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["file"]));
    }

    [Fact]
    public void Train_DataIsAFileOfTheModelFolder_IsRefused()
    {
        Directory.CreateDirectory(_workspace["new"]);
        string data = _workspace.WriteCorpus("new/metrics.jsonl");
        string before = File.ReadAllText(data);

        InProcess.Run(["train", "--data", data, "--model", _workspace["new"], .. Workspace.TinyRecipe]).Expect(2);

        Assert.Equal(before, File.ReadAllText(data));
    }

    [Theory]
    [InlineData("results.json", "pairs.tsv")]
    [InlineData("letters.json", "results.md")]
    [InlineData("letters.json", "a/seed-1/model/source.vocab")]
    [InlineData("letters.json", "a/seed-1/attention-1.svg")]
    [InlineData("letters.json", "a/seed-1/model/metrics.jsonl")]
    [InlineData("a/seed-1/result.json", "pairs.tsv")]
    public void Experiment_FileOrCorpusIsAResult_IsRefused(string name, string corpus)
    {
        Directory.CreateDirectory(_workspace["a/seed-1/model"]);
        string pairs = _workspace.WriteCorpus(corpus);
        string before = File.ReadAllText(pairs);
        string experiment =
            "{ \"title\": \"T\", \"data\": { \"train\": { \"pairs\": \"" + corpus + "\" }, \"split\": { \"validation\": 10, \"test\": 20 } }, " +
            "\"systems\": { \"a\": {} }, \"shared\": { \"updates\": 1 }, \"seeds\": [1], \"evaluation\": { \"metrics\": [\"wer\"], \"heatMaps\": [\"a b\"] } }";
        string file = _workspace.Write(name, experiment);

        CommandResult result = InProcess.Run("experiment", file, "--output", _workspace.Folder, "--data-root", _workspace.Folder).Expect(2);

        Assert.Contains("would take the place of", result.Error, StringComparison.Ordinal);
        Assert.Equal(experiment, File.ReadAllText(file));
        Assert.Equal(before, File.ReadAllText(pairs));
    }
}
