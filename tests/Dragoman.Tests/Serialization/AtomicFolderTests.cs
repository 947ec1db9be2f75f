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
        Stage();
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
        Stage().Seal();
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
        Stage().Seal();
        using AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        Assert.Equal("new new", Content());
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

    private void WriteOld()
    {
        AtomicFile.WriteText(_folder["config.json"], "old");
        AtomicFile.WriteText(_folder["training/state"], "old");
    }

    private string Content() =>
        File.ReadAllText(_folder["config.json"]) + " " + File.ReadAllText(_folder["training/state"]);
}
