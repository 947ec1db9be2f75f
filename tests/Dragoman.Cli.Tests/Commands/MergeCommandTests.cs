namespace Dragoman.Cli.Tests.Commands;

/// <summary>What is not all there is not merged, and the command that makes it is said.</summary>
public sealed class MergeCommandTests : IDisposable
{
    private const string Lines = "a b\nc\n\nd e f\nf\nb b a\nc d\n";

    private readonly Workspace _workspace = new();
    private readonly TrainedModel _model;

    public MergeCommandTests(TrainedModel model)
    {
        _model = model;
        _workspace.Write("input", Lines);
        for (int number = 1; number <= 3; number++)
        {
            Translate($"{number}/3", $"out.{number}");
        }
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Merge_IntoAFile_IsTheWhole()
    {
        string[] everything = [.. Directory.GetFiles(_workspace.Folder, "out.*")]; // As a shell finds them, notes included.

        InProcess.Run(["merge", "--shards", .. everything, "--output", _workspace["all"]]).Expect(0);

        Assert.Equal(6, everything.Length);
        Assert.Equal(Whole(), File.ReadAllText(_workspace["all"]));
    }

    [Theory]
    [InlineData("out.1", "out.3")]
    [InlineData("out.1", "out.3", "out.2")]
    public void Merge_PartIsMissing_SaysTheCommandThatMakesIt(params string[] names)
    {
        File.Delete(_workspace["out.2"]);
        File.Delete(_workspace["out.2.shard.json"]);

        string error = Refused(names);

        Assert.Contains("1 of 3 parts is not there in whole.", error, StringComparison.Ordinal);
        string command = error.Split("part 2/3 is missing: dragoman ")[1].Trim();
        Assert.EndsWith($"--shard 2/3 --output {_workspace["out.2"]} --resume", command, StringComparison.Ordinal);
        InProcess.Run(command.Split(' ')).Expect(0);
        Assert.Equal(Whole(), InProcess.Run(["merge", "--shards", .. Paths("out.1", "out.2", "out.3")]).Expect(0).Output);
    }

    [Theory]
    [InlineData("part-01-of-03.txt", "part-03-of-03.txt", "part-02-of-03.txt")]
    [InlineData("3/1.out", "3/3.out", "3/2.out")]
    [InlineData("first", "third", "FILE")]
    public void Merge_PartIsMissing_NamesItLikeTheOthers(string first, string third, string second)
    {
        Directory.CreateDirectory(_workspace["3"]);
        Translate("1/3", first);
        Translate("3/3", third);

        Assert.Contains($"{second} --resume", Refused(first, third), StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_PartIsUnfinished_SaysTheCommandThatGoesOn()
    {
        foreach (string file in Directory.GetFiles(_workspace.Folder, "out.2*"))
        {
            File.Delete(file);
        }

        InProcess.RunWithInput(
            [.. "a b\nc\n"u8, 0xFF, (byte)'\n'], "translate", "--model", _model.Folder, "--shard=2/3", "--output", _workspace["out.2"]).Expect(1);

        string error = Refused("out.1", "out.2.partial", "out.2.shard.json", "out.3");

        Assert.Contains($"({_workspace["out.2"]}) is unfinished: dragoman translate", error, StringComparison.Ordinal);
        Assert.EndsWith(" --resume < INPUT", error.TrimEnd(), StringComparison.Ordinal); // It was read from a pipe.
    }

    [Fact]
    public void Merge_PartIsCutShort_SaysSo()
    {
        string path = _workspace["out.3"];
        File.WriteAllText(path, File.ReadAllText(path)[..^3]);

        Assert.Matches(@"\(.*out\.3\) has \d+ bytes, but \d+ bytes were written; delete it first: dragoman translate", Refused("out.1", "out.2", "out.3"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("moses")]
    public void Merge_PartWasChanged_WritesNothing(string format)
    {
        for (int number = 1; number <= 3; number++)
        {
            Translate($"{number}/3", $"out.{number}", "--format", format);
        }

        string path = _workspace["out.1"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("delta", "dolta", StringComparison.Ordinal));

        CommandResult result = InProcess.Run(["merge", "--output", _workspace["all"], "--shards", .. Paths("out.1", "out.2", "out.3")]).Expect(1);

        Assert.Contains("out.1 is not what was translated as part 1/3", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workspace["all"]));
    }

    [Fact]
    public void Merge_SamePartTwice_IsRefused()
    {
        File.Copy(_workspace["out.2"], _workspace["twin"]);
        File.Copy(_workspace["out.2.shard.json"], _workspace["twin.shard.json"]);

        Assert.Contains("are both part 2/3", Refused("out.1", "out.2", "twin"), StringComparison.Ordinal);
        Assert.Contains("are both part 2/3", Refused("out.1", "out.2", "out.2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not of one division", "2/4", "a\n")]
    [InlineData("made of another input", "2/3", "a b\nc\n\nd e f\nf\nb b a\nc c\n")]
    [InlineData("made with other settings than", "2/3", Lines, "--beam", "3")]
    public void Merge_PartsOfOtherTranslations_AreRefused(string message, string shard, string input, params string[] options)
    {
        _workspace.Write("input", input);
        Translate(shard, "out.2", options);

        Assert.Contains(message, Refused("out.1", "out.2", "out.3"), StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_FileIsNoPart_IsRefused()
    {
        Assert.Contains("has no note", Refused("out.1", "input"), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refused("nothing"), StringComparison.Ordinal);
        Assert.Contains("does not exist, and all 3 parts are there", Refused("out.1", "out.2", "out.3", "nothing"), StringComparison.Ordinal);
        _workspace.Write("out.1.shard.json", "{\"format\":1,\"shard\":4,\"of\":3,\"settings\":{},\"command\":[]}");
        Assert.Contains("out.1.shard.json is damaged", Refused("out.1"), StringComparison.Ordinal);
        _workspace.Write("out.1.shard.json", "{\"format\":2,\"shard\":1,\"of\":3,\"settings\":{},\"command\":[]}");
        Assert.Contains("has format 2", Refused("out.1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("out.2")]
    [InlineData("out.2.shard.json")]
    public void Merge_OutputIsAPart_IsRefused(string output) => Assert.Contains(
        "would take the place of",
        InProcess.Run(["merge", "--output", _workspace[output], "--shards", .. Paths("out.1", "out.2", "out.3")]).Expect(2).Error,
        StringComparison.Ordinal);

    private void Translate(string shard, string output, params string[] options) => InProcess.Run(
        ["translate", "--model", _model.Folder, "--input", _workspace["input"], "--shard", shard, "--output", _workspace[output], .. options]).Expect(0);

    private string Whole() => InProcess.Run("translate", "--model", _model.Folder, "--input", _workspace["input"]).Expect(0).Output;

    private string Refused(params string[] names) => InProcess.Run(["merge", "--shards", .. Paths(names)]).Expect(1).Error;

    private string[] Paths(params string[] names) => [.. names.Select(name => _workspace[name])];
}
