using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;

namespace Dragoman.Cli.Tests;

/// <summary>A translation that is cut off anywhere and resumed ends in the bytes of one that nobody disturbed.</summary>
public sealed class ResumedTranslationTests(TrainedModel model) : IDisposable
{
    private const string Beginning = "a b\nc\n\nd e f\n";
    private const string Lines = Beginning + "f\nb b a\nc d\n";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("--shard", "1/1")]
    [InlineData("--shard", "2/3")]
    [InlineData("--n-best", "2", "--beam", "2")]
    public async Task Kill_AtRandomMoments_LosesNothing(params string[] options)
    {
        string[] lines = [.. Enumerable.Range(0, 6000).Select(i => i % 50 == 7 ? "\n" : $"{Letter(i)} {Letter(i / 6)} {Letter(i / 36)}\n")];
        string whole = _workspace["whole"];
        InProcess.RunWithInput(string.Concat(lines), ["translate", "--model", model.Folder, "--output", whole, .. options]).Expect(0);
        string[] command = ["translate", "--model", model.Folder, "--threads", "1", "--resume", "--output", _workspace["killed"], .. options];
        Random random = new(5);
        for (int kill = 0; kill < 2; kill++)
        {
            int noted = InputLinesOf("killed");
            using ChildProcess child = ChildProcess.Start(command);
            child.Write(string.Concat(lines[..noted]));
            for (int next = noted; InputLinesOf("killed") <= noted; next += 10)
            {
                long length = LengthOf("killed.partial");
                child.Write(string.Concat(lines[next..(next + 10)]));
                Assert.True(SpinWait.SpinUntil(() => LengthOf("killed.partial") != length, TimeSpan.FromMinutes(2)));
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            child.Write("a b c\nhalf of a l"); // What is not noted yet may be anything.
            child.KillAfter(TimeSpan.FromMilliseconds(random.Next(100)));
            Assert.False(File.Exists(_workspace["killed"]));
        }

        CommandResult result = ChildProcess.Run(string.Concat(lines), command).Expect(0);

        Assert.Contains("goes on after line", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(_workspace["killed"]));
        Assert.False(File.Exists(_workspace["killed.partial"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Alph")]
    [InlineData("\0\0\0\n\0")]
    [InlineData("Alpha Bravo\nNobody has written this.\n")]
    public void Resume_EndIsNotWhole_TranslatesItAgain(string damage)
    {
        CutOff("out", Beginning);
        File.AppendAllText(_workspace["out.partial"], damage);

        CommandResult result = Resume("out", Lines, "--batch", "2", "--threads", "2").Expect(0);

        Assert.Contains("goes on after line 4 of its input.", result.Error, StringComparison.Ordinal);
        Assert.Equal(Whole(), File.ReadAllText(_workspace["out"]));
    }

    [Theory]
    [InlineData("decoding.beam = 5 (not 2)", "--beam", "2")]
    [InlineData("--format = text (not moses)", "--format", "moses")]
    [InlineData("--precision = as in the model (not int8)", "--precision", "int8")]
    [InlineData("--replace-unknown = not given (not by source words)", "--replace-unknown")]
    [InlineData("is part 1/1 of its input, not 1/2", "--shard", "1/2")]
    public void Resume_OtherSettings_IsRefusedAndLosesNothing(string message, params string[] options)
    {
        CutOff("out", Beginning);

        string error = Resume("out", Lines, options).Expect(1).Error;

        Assert.Contains(message, error, StringComparison.Ordinal);
        Resume("out", Lines).Expect(0);
        Assert.Equal(Whole(), File.ReadAllText(_workspace["out"]));
    }

    [Fact]
    public void Resume_OtherModelOrFiles_IsRefused()
    {
        string copy = _workspace.CopyOf(model.Folder);
        string prefixes = _workspace.Write("prefixes", "\n\n\n\n\n\n\n");
        CutOff("out", Beginning, "--model", copy, "--prefixes", prefixes);
        string config = Path.Combine(copy, "config.json");

        File.AppendAllText(config, "\n");
        Assert.Contains("models = checksum", Resume("out", Lines, "--model", copy, "--prefixes", prefixes).Expect(1).Error, StringComparison.Ordinal);
        File.WriteAllText(config, File.ReadAllText(config)[..^1]);
        File.AppendAllText(prefixes, "\n");
        Assert.Contains("--prefixes = checksum", Resume("out", Lines, "--model", copy, "--prefixes", prefixes).Expect(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a b\nc\n\nd e\nf\nb b a\nc d\n", "its first 4 lines are not those that were translated so far.")]
    [InlineData("a b\nc\n\n", "it has fewer than the 4 lines that were read so far.")]
    public void Resume_OtherInput_IsRefused(string input, string message)
    {
        CutOff("out", Beginning);

        Assert.Contains($"standard input: {message}", Resume("out", input).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_PartialFileLostItsBeginning_IsRefused()
    {
        CutOff("out", Beginning);
        byte[] partial = File.ReadAllBytes(_workspace["out.partial"]);
        foreach (byte[] damaged in new[] { partial[..^1], [.. partial[..2], (byte)'X', .. partial[3..]] })
        {
            _workspace.Write("out.partial", damaged);
            Assert.Contains("out.partial is damaged or was changed", Resume("out", Lines).Expect(1).Error, StringComparison.Ordinal);
        }

        File.Delete(_workspace["out.shard.json"]);
        Assert.Contains("has no note of what it was made of", Resume("out", Lines).Expect(1).Error, StringComparison.Ordinal);
        File.Delete(_workspace["out.partial"]);
        Resume("out", Lines).Expect(0);
        Assert.Equal(Whole(), File.ReadAllText(_workspace["out"]));
    }

    [Fact]
    public void Resume_AllIsDone_ChangesNothing()
    {
        Resume("out", Lines).Expect(0);
        DateTime written = File.GetLastWriteTimeUtc(_workspace["out"]);

        Assert.Contains("was whole already", Resume("out", Lines).Expect(0).Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_workspace["out"]));
        Assert.Contains("made of an input of 7 lines, which has 8 lines now", Resume("out", Lines + "a\n").Expect(1).Error, StringComparison.Ordinal);
        File.AppendAllText(_workspace["out"], "more\n");
        Assert.Contains("was changed after it was translated", Resume("out", Lines).Expect(1).Error, StringComparison.Ordinal);
        File.Delete(_workspace["out"]);
        Resume("out", Lines).Expect(0);
        Assert.Equal(Whole(), File.ReadAllText(_workspace["out"]));
    }

    [Fact]
    public void Translate_WithoutResume_KeepsWhatIsUnfinished()
    {
        string[] command = ["translate", "--model", model.Folder, "--shard", "1/1", "--output", _workspace["out"]];
        InProcess.RunWithInput([.. Encoding.UTF8.GetBytes(Beginning), 0xFF, (byte)'\n'], command).Expect(1);

        Assert.Contains("holds an unfinished translation, which would be lost. Add --resume", InProcess.RunWithInput(Lines, command).Expect(1).Error, StringComparison.Ordinal);
        InProcess.RunWithInput(Lines, [.. command, "--resume"]).Expect(0);
        InProcess.RunWithInput("a\n", command).Expect(0); // What is finished is replaced, as every output is.
        Assert.Single(File.ReadAllLines(_workspace["out"]));
    }

    [Fact]
    public void Translate_InOneGo_LeavesNothingBeside()
    {
        InProcess.RunWithInput(Lines, "translate", "--model", model.Folder, "--output", _workspace["out"]).Expect(0);
        InProcess.RunWithInput([.. "a b\n"u8, 0xFF, (byte)'\n'], "translate", "--model", model.Folder, "--output", _workspace["other"]).Expect(1);

        Assert.Equal([_workspace["out"]], Directory.GetFiles(_workspace.Folder));
    }

    [Fact]
    public void Resume_AnotherProcessWritesIt_IsRefused()
    {
        using ChildProcess child = ChildProcess.Start("translate", "--model", model.Folder, "--resume", "--output", _workspace["out"]);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_workspace["out.shard.json"]), TimeSpan.FromMinutes(1)));

        Assert.Contains("another process writes it", Resume("out", Lines).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Resume_OutputIsALink_FinishesItsFileAndKeepsItsPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The permissions are Unix's.");
        FileInfo real = new(_workspace.Write("real", "old"));
        real.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.CreateSymbolicLink(_workspace["link"], "real");

        CutOff("link", Beginning);

        Assert.Equal("old", File.ReadAllText(real.FullName));
        Assert.True(File.Exists(_workspace["real.partial"]));
        Resume("link", Lines).Expect(0);
        Assert.Equal("real", new FileInfo(_workspace["link"]).LinkTarget);
        Assert.Equal(Whole(), File.ReadAllText(real.FullName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(real.FullName).UnixFileMode);
    }

    private static char Letter(int number) => (char)('a' + (number % 6));

    /// <summary>Lines of the input that the note of an output counts.</summary>
    private int InputLinesOf(string output)
    {
        string note = _workspace[output + ".shard.json"];
        if (!File.Exists(note))
        {
            return 0;
        }

        using JsonDocument read = JsonDocument.Parse(File.ReadAllBytes(note));
        return read.RootElement.GetProperty("inputLines").GetInt32();
    }

    private long LengthOf(string name) => new FileInfo(_workspace[name]) is { Exists: true } file ? file.Length : 0;

    /// <summary>Leaves an unfinished output, for want of an input that is text.</summary>
    private void CutOff(string output, string beginning, params string[] options) =>
        InProcess.RunWithInput([.. Encoding.UTF8.GetBytes(beginning), 0xFF, (byte)'\n'], Command(output, options)).Expect(1);

    private CommandResult Resume(string output, string input, params string[] options) => InProcess.RunWithInput(input, Command(output, options));

    private string[] Command(string output, string[] options) =>
        ["translate", .. options.Contains("--model") ? [] : new[] { "--model", model.Folder }, "--resume", "--output", _workspace[output], .. options];

    private string Whole() => InProcess.RunWithInput(Lines, "translate", "--model", model.Folder).Expect(0).Output;
}
