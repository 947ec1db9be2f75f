using Dragoman.Serialization;

namespace Dragoman.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dragoman-model-");

    [Fact]
    public void Recover_AnotherProcessIsWriting_LeavesItsFilesAlone()
    {
        ModelFolder folder = new(_folder.FullName);
        using IDisposable writer = folder.Lock();
        using AtomicFolder update = AtomicFolder.Begin(_folder.FullName);
        update.Write("config.json", stream => stream.Write("{}"u8));

        new ModelFolder(_folder.FullName).Recover();
        update.Commit();

        Assert.Equal("{}", File.ReadAllText(Path.Combine(_folder.FullName, "config.json")));
    }

    [Fact]
    public void Recover_WriterHasCrashed_FinishesItsWork()
    {
        AtomicFolder crashed = AtomicFolder.Begin(_folder.FullName);
        crashed.Write("config.json", stream => stream.Write("{}"u8));
        crashed.Seal();

        new ModelFolder(_folder.FullName).Recover();

        Assert.True(new ModelFolder(_folder.FullName).Exists);
        Assert.False(AtomicFolder.NeedsRecovery(_folder.FullName));
    }

    [Fact]
    public void Lock_TakenTwice_Throws()
    {
        ModelFolder folder = new(_folder.FullName);
        using (folder.Lock())
        {
            Assert.Contains("another process", Assert.Throws<CheckpointException>(folder.Lock).Message, StringComparison.Ordinal);
        }

        folder.Lock().Dispose();
    }

    [Fact]
    public void ReadOptions_NothingToRecover_WritesNothing()
    {
        Assert.Throws<CheckpointException>(new ModelFolder(_folder.FullName).ReadOptions);

        Assert.Empty(_folder.GetFileSystemInfos());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
