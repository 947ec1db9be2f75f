using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class AtomicFolderTests : IDisposable
{
    private static readonly string[] Names = ["config.json", "training/state"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commit_SeveralFiles_ReplacesThemAndKeepsTheRest()
    {
        WriteOld();
        File.WriteAllText(_folder["metrics.jsonl"], "{}");
        using (AtomicFolder update = Stage())
        {
            Assert.Equal("old old", Content());
            update.Commit();
        }

        Assert.Equal("new new", Content());
        Assert.Equal(["config.json", "metrics.jsonl", "training/state"], _folder.Files);
    }

    [Fact]
    public void Commit_AFolderInThePlaceOfAFile_ChangesNothing()
    {
        _folder.Write("config.json", "old");
        Directory.CreateDirectory(_folder["training/state"]);

        using (AtomicFolder update = Stage())
        {
            Assert.Contains("training/state is a folder, and a file is to be written there.", Assert.Throws<IOException>(update.Commit).Message, StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(_folder["config.json"]));
        Assert.False(AtomicFolder.NeedsRecovery(_folder.Path));
    }

    [Fact]
    public void Commit_FileAndFolderAreLinks_WritesWhatTheyLeadToAndKeepsThem()
    {
        _folder.Write("away/settings.json", "old");
        Directory.CreateDirectory(_folder["disk"]);
        string model = Directory.CreateDirectory(_folder["model"]).FullName;
        File.CreateSymbolicLink(Path.Combine(model, "config.json"), "../away/settings.json");
        Directory.CreateSymbolicLink(Path.Combine(model, "training"), "../disk");
        Directory.CreateSymbolicLink(_folder["link"], "model");

        using (AtomicFolder update = AtomicFolder.Begin(_folder["link"]))
        {
            update.Write("config.json", stream => stream.Write("new"u8));
            update.Write("training/state", stream => stream.Write("new"u8));
            update.Commit();
        }

        Assert.Equal("new", File.ReadAllText(_folder["away/settings.json"]));
        Assert.Equal("new", File.ReadAllText(_folder["disk/state"]));
        Assert.Equal("../away/settings.json", new FileInfo(Path.Combine(model, "config.json")).LinkTarget);
        Assert.Equal("../disk", new DirectoryInfo(Path.Combine(model, "training")).LinkTarget);
        Assert.Equal("model", new DirectoryInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public void Commit_FileIsALinkToAPipe_TakesTheLinksPlace()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        NamedPipe.Make(_folder["pipe"]);
        File.CreateSymbolicLink(_folder["config.json"], "pipe");

        using (AtomicFolder update = AtomicFolder.Begin(_folder.Path))
        {
            update.Write("config.json", stream => stream.Write("new"u8));
            update.Commit();
        }

        Assert.Equal(FileKind.Pipe, FileStatus.Of(_folder["pipe"]).Kind);
        Assert.Equal("new", File.ReadAllText(_folder["config.json"]));
        Assert.Null(new FileInfo(_folder["config.json"]).LinkTarget);
    }

    [Fact]
    public void Dispose_WithoutCommit_ChangesNothing()
    {
        WriteOld();
        Stage().Dispose();
        Assert.Equal("old old", Content());
        Assert.Equal(Names, _folder.Files);
    }

    [Fact]
    public void Recover_CrashBeforeTheCommit_KeepsTheOldFiles()
    {
        WriteOld();
        Stage().Abandon();
        AtomicFolder.Recover(_folder.Path);
        Assert.Equal("old old", Content());
        Assert.Equal(Names, _folder.Files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Recover_CrashAfterTheCommit_FinishesIt(int filesMoved)
    {
        WriteOld();
        Crash();
        foreach (string name in Names.Take(filesMoved))
        {
            File.Move(_folder[".committed/" + name], _folder[name], overwrite: true);
        }

        AtomicFolder.Recover(_folder.Path);
        Assert.Equal("new new", Content());
        Assert.Equal(Names, _folder.Files);
    }

    [Fact]
    public void Begin_AfterACrash_FinishesTheOldCommitFirst()
    {
        Crash();
        using AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        Assert.Equal("new new", Content());
    }

    [Fact]
    public void Begin_WhileAnotherWriterIsAtWork_IsRefusedAndLeavesItAlone()
    {
        WriteOld();
        using (AtomicFolder update = Stage())
        {
            Assert.Contains("another process is writing there", Assert.Throws<IOException>(() => AtomicFolder.Begin(_folder.Path)).Message, StringComparison.Ordinal);
            AtomicFolder.Recover(_folder.Path);
            update.Commit();
        }

        Assert.Equal("new new", Content());
        Assert.Equal(Names, _folder.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Remove_File_GoesWithTheCommitOnly(bool commits)
    {
        WriteOld();
        using (AtomicFolder update = AtomicFolder.Begin(_folder.Path))
        {
            update.Remove(Names[0]);
            update.Remove("missing");
            Assert.Throws<ArgumentException>(() => update.Remove("../out"));
            Assert.True(File.Exists(_folder[Names[0]]));
            if (commits)
            {
                update.Commit();
            }
        }

        Assert.Equal(commits ? Names[1..] : Names, _folder.Files);
    }

    [Fact]
    public void Remove_CutOff_IsFinished()
    {
        WriteOld();
        AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        update.Remove(Names[0]);
        update.Seal();
        update.Abandon();

        AtomicFolder.Recover(_folder.Path);

        Assert.Equal(Names[1..], _folder.Files);
    }

    [Fact]
    public void Recover_ListThatLeadsOutOfTheFolder_IsRefused()
    {
        WriteOld();
        Directory.CreateDirectory(_folder["inner/.committed"]);
        File.WriteAllText(_folder["inner/.committed/.removed"], "../" + Names[0]);

        Assert.Contains("which is not in the folder", Assert.Throws<CheckpointException>(() => AtomicFolder.Recover(_folder["inner"])).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder[Names[0]]));
    }

    [Fact]
    public void Recover_NoFolder_DoesNothing()
    {
        AtomicFolder.Recover(_folder["missing"]);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("a/../../out")]
    [InlineData("/out")]
    [InlineData(".")]
    public void Write_PathLeadsOut_Throws(string path)
    {
        using AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        Assert.Throws<ArgumentException>(() => update.Write(path, _ => { }));
    }

    private AtomicFolder Stage()
    {
        AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        update.Write("config.json", stream => stream.Write("new"u8));
        update.Write("training/state", stream => stream.Write("new"u8));
        return update;
    }

    private void Crash()
    {
        AtomicFolder update = Stage();
        update.Seal();
        update.Abandon();
    }

    private void WriteOld()
    {
        AtomicFile.WriteText(_folder["config.json"], "old");
        AtomicFile.WriteText(_folder["training/state"], "old");
    }

    private string Content() =>
        File.ReadAllText(_folder["config.json"]) + " " + File.ReadAllText(_folder["training/state"]);
}
