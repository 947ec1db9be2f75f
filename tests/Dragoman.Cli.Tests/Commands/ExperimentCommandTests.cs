namespace Dragoman.Cli.Tests.Commands;

public sealed class ExperimentCommandTests : IDisposable
{
    private const string Experiment = """
        {
          "title": "Letters to words",
          "data": { "train": { "pairs": "pairs.tsv" }, "split": { "validation": 10, "test": 20 } },
          "systems": { "attention": {}, "no attention": { "preset": "seq2seq-init" } },
          "shared": {
            "preset": "d2l-bahdanau",
            "updates": 4,
            "set": { "model.embedSize": 8, "model.encoderHiddenSize": 8, "model.decoderHiddenSize": 8, "model.attention.units": 8 }
          },
          "seeds": [1],
          "evaluation": { "metrics": ["wer"], "lengthLimits": [3] }
        }
        """;

    private readonly Workspace _workspace = new();
    private readonly string _file;
    private readonly string _data;

    public ExperimentCommandTests()
    {
        _data = Path.GetDirectoryName(_workspace.WriteCorpus())!;
        _file = _workspace.Write("letters.json", Experiment);
    }

    [Fact]
    public void Experiment_TwoSystems_SaysWhatItDoesAndWritesResults()
    {
        CommandResult result = Run().Expect(0);

        Assert.Equal("[1/2] attention, seed 1", result.Lines[0]);
        Assert.Contains(result.Lines, line => line.StartsWith("epoch 1 validated  update 4  ", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("[2/2] no attention, seed 1: wer ", StringComparison.Ordinal));
        Assert.Equal($"The results are in {_workspace["out"]}/results.md", result.Lines[^1]);
        string page = File.ReadAllText(Path.Combine(_workspace["out"], "results.md"));
        Assert.StartsWith("# Letters to words\n", page, StringComparison.Ordinal);
        Assert.Contains($"dragoman experiment {_file} --data-root {_data} --output {_workspace["out"]} --threads 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiment_Only_RunsThisSystem()
    {
        CommandResult first = Run("--only", "no attention").Expect(0);
        string page = File.ReadAllText(Path.Combine(_workspace["out"], "results.md"));
        CommandResult second = Run().Expect(0);

        Assert.Equal("[1/1] no attention, seed 1", first.Lines[0]);
        Assert.DoesNotContain("--only", page, StringComparison.Ordinal);
        Assert.Contains(second.Lines, line => line.StartsWith("[2/2] no attention, seed 1, finished before: wer ", StringComparison.Ordinal));
        Assert.Contains("Did you mean \"attention\"?", Run("--only", "atention").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Experiment_OutputThatIsAFile_IsRefusedAndLeftAlone()
    {
        CommandResult result = InProcess.Run("experiment", _file, "--data-root", _data, "--output", _file).Expect(2);

        Assert.Contains($"{_file}: it is a file, not a folder; --output names a folder.", result.Error, StringComparison.Ordinal);
        Assert.Equal(Experiment, File.ReadAllText(_file));
    }

    [Fact]
    public void Experiment_MissingCorpus_NamesTheFile()
    {
        CommandResult result = InProcess.Run("experiment", _file, "--data-root", _workspace["nowhere"], "--output", _workspace["out"]).Expect(1);

        Assert.Contains(Path.Combine(_workspace["nowhere"], "pairs.tsv"), result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private CommandResult Run(params string[] more) =>
        InProcess.Run(["experiment", _file, "--data-root", _data, "--output", _workspace["out"], "--threads", "1", .. more]);
}
