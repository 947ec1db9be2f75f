using System.IO.Compression;
using System.Text;
using Dragoman.Storage;

namespace Dragoman.Cli.Tests.Commands;

/// <summary>Translation from and into streams that are empty, slow, broken, closed or cut off.</summary>
public sealed class TranslateStreamsTests(TrainedModel model) : IDisposable
{
    private const int Terminate = 15;

    private readonly Workspace _workspace = new();

    [Fact]
    public void Translate_NoInput_WritesNothing()
    {
        Assert.Equal("", InProcess.RunWithInput("", "translate", "--model", model.Folder).Expect(0).Output);
    }

    [Theory]
    [InlineData("&-")]
    [InlineData("/dev/full")]
    public void Translate_NowhereToWarn_TranslatesAllTheSame(string error)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Needs a shell.");
        }

        Assert.NotEmpty(ChildProcess.RunWithErrorTo(error, "zebra\n", "translate", "--model", model.Folder).Expect(0).Output);
        ChildProcess.RunWithErrorTo(error, "", "translate", "--bogus").Expect(ExitCode.Usage);
    }

    [Fact]
    public void Translate_ClosedOutput_FailsUnlessAFileIsNamed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell that closes standard output.");
        string input = _workspace.Write("in", "a b\n");

        Assert.StartsWith("error: Standard output cannot be written: ", ChildProcess.RunWithClosedOutput("translate", "--model", model.Folder, "--input", input).Expect(1).Error, StringComparison.Ordinal);

        ChildProcess.RunWithClosedOutput("translate", "--model", model.Folder, "--input", input, "--output", _workspace["out"]).Expect(0);
        Assert.Single(File.ReadAllLines(_workspace["out"]));
    }

    [Fact]
    public void Shortlist_ClosedOutput_LosesItsReportOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell that closes standard output.");
        string copy = _workspace.CopyOf(model.Folder);

        ChildProcess.RunWithClosedOutput("shortlist", "--model", copy, "--data", model.Pairs).Expect(0);

        Assert.True(File.Exists(new ModelFolder(copy).ShortlistPath));
    }

    [Theory]
    [InlineData("demo", "dates", "--pairs", "-")]
    [InlineData("download", "--list")]
    public void Results_ClosedOutput_AreNotLostInSilence(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell that closes standard output.");
        Assert.StartsWith("error: Standard output cannot be written: ", ChildProcess.RunWithClosedOutput(arguments).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_OutputNamedAsCompressed_IsCompressed()
    {
        string input = _workspace.Write("in", "a b\nc d\n");
        string plain = InProcess.Run("translate", "--model", model.Folder, "--input", input).Expect(0).Output;

        InProcess.Run("translate", "--model", model.Folder, "--input", input, "--output", _workspace["out.gz"]).Expect(0);

        using GZipStream compressed = new(File.OpenRead(_workspace["out.gz"]), CompressionMode.Decompress);
        Assert.Equal(plain, new StreamReader(compressed).ReadToEnd());
        Assert.Contains(
            "--resume cannot write", InProcess.Run("translate", "--model", model.Folder, "--input", input, "--output", _workspace["other.gz"], "--resume").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_InputThatCannotBeRead_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell that closes standard input, or opens a folder.");

        Assert.Equal(
            ["error: standard input is closed, so there is nothing to read. Name a file, or pipe text in."],
            ChildProcess.RunWithInputFrom("&-", "translate", "--model", model.Folder).Expect(1).ErrorLines);
        Assert.Equal(
            ["error: standard input is a folder, so there is nothing to read. Name a file, or pipe text in."],
            ChildProcess.RunWithInputFrom("/", "translate", "--model", model.Folder).Expect(1).ErrorLines);
    }

    [Fact]
    public void Translate_InvalidUtf8_TranslatesWhatCameBeforeAndNamesTheLine()
    {
        byte[] input = [.. Encoding.UTF8.GetBytes("a b\nc "), 0xFF, (byte)'\n'];

        CommandResult result = InProcess.RunWithInput(input, "translate", "--model", model.Folder).Expect(1);

        Assert.Equal("alpha bravo\n", result.Output);
        Assert.Equal("error: standard input, line 2: invalid UTF-8 at byte 3 of the line (0xFF); it looks like Windows-1252 or Latin-1. Convert the file to UTF-8 first, such as with: iconv -f WINDOWS-1252 -t UTF-8 FILE.\n", result.Error);
    }

    [Fact]
    public void Translate_SlowPipe_AnswersEachLineAtOnce()
    {
        using ChildProcess child = ChildProcess.Start("translate", "--model", model.Folder);

        child.Write("a b\n");
        Assert.Equal("alpha bravo", child.ReadLine());
        child.Write("\n");
        Assert.Equal("", child.ReadLine());
        child.Write("c\n");
        Assert.Equal("charlie", child.ReadLine());
    }

    [Fact]
    public void Translate_StoppedWhileItWrites_TakesTheUnfinishedFileAway()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        string output = _workspace.Write("out.txt", "old\n");
        using ChildProcess child = ChildProcess.Start("translate", "--model", model.Folder, "--output", output);
        child.Write("a b\n");
        Assert.True(SpinWait.SpinUntil(() => Directory.GetFiles(_workspace.Folder).Length == 2, TimeSpan.FromMinutes(2)), "Nothing is written.");

        child.Signal(Terminate);
        CommandResult result = child.Finish();

        Assert.Equal(128 + Terminate, result.ExitCode);
        Assert.Contains($"error: stopped by SIGTERM; {output} is not written.", result.Error, StringComparison.Ordinal);
        Assert.Equal([output], Directory.GetFiles(_workspace.Folder));
        Assert.Equal("old\n", File.ReadAllText(output));
    }

    [Fact]
    public void Translate_OntoAFullDisk_SaysWhatToDo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no device that is always full.");

        CommandResult result = InProcess.RunWithInput("a b\n", "translate", "--model", model.Folder, "--output", "/dev/full").Expect(1);

        Assert.EndsWith(". Free some space, or write elsewhere.\n", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("error: No space left on device", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
