using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;

namespace Dragoman.Tests.Storage;

public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Recover_AnotherProcessIsWriting_LeavesItsFilesAlone()
    {
        ModelFolder folder = new(_folder.Path);
        using IDisposable writer = folder.Lock();
        using AtomicFolder update = AtomicFolder.Begin(_folder.Path);
        update.Write("config.json", stream => stream.Write("{}"u8));

        new ModelFolder(_folder.Path).Recover();
        update.Commit();

        Assert.Equal("{}", File.ReadAllText(_folder["config.json"]));
    }

    [Fact]
    public void Recover_WriterHasCrashed_FinishesItsWork()
    {
        AtomicFolder crashed = AtomicFolder.Begin(_folder.Path);
        crashed.Write("config.json", stream => stream.Write("{}"u8));
        crashed.Seal();
        crashed.Abandon();

        new ModelFolder(_folder.Path).Recover();

        Assert.True(new ModelFolder(_folder.Path).Exists);
        Assert.False(AtomicFolder.NeedsRecovery(_folder.Path));
    }

    [Fact]
    public void ReadOptions_OptionOfAnotherVersion_NamesIt()
    {
        _folder.Write("config.json", """{ "formatVersion": 1, "options": { "model": { "bidirectional": true } } }""");

        CheckpointException error = Assert.Throws<CheckpointException>(new ModelFolder(_folder.Path).ReadOptions);

        Assert.Contains("this version of the program knows no option model.bidirectional.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_TakenTwice_Throws()
    {
        ModelFolder folder = new(_folder.Path);
        using (folder.Lock())
        {
            Assert.Contains("another process", Assert.Throws<CheckpointException>(folder.Lock).Message, StringComparison.Ordinal);
        }

        folder.Lock().Dispose();
    }

    [Fact]
    public void ReadOptions_NothingToRecover_WritesNothing()
    {
        Assert.Throws<CheckpointException>(new ModelFolder(_folder.Path).ReadOptions);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
