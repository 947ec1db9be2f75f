using System.Text;
using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteText_NewFolderAndExistingFile_LeavesOnlyTheNewContent()
    {
        string path = _folder["deep/er/config.json"];
        AtomicFile.WriteText(path, "a much longer old content");
        AtomicFile.WriteText(path, "new é");
        Assert.Equal([.. "new é"u8], File.ReadAllBytes(path));
        Assert.Equal(["deep/er/config.json"], _folder.Files);
    }

    [Fact]
    public void WriteText_HalfASurrogatePair_ThrowsAndKeepsTheOldFile()
    {
        AtomicFile.WriteText(_folder["f"], "old");
        Assert.Throws<EncoderFallbackException>(() => AtomicFile.WriteText(_folder["f"], "\ud800"));
        Assert.Equal("old", File.ReadAllText(_folder["f"]));
    }

    [Fact]
    public void Write_ContentFails_KeepsTheOldFileAndNothingElse()
    {
        AtomicFile.WriteText(_folder["f"], "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(_folder["f"], stream =>
        {
            stream.Write("half of the n"u8);
            stream.Flush();
            throw new IOException("the disk is full");
        }));
        Assert.Equal("old", File.ReadAllText(_folder["f"]));
        Assert.Equal(["f"], _folder.Files);
    }

    [Fact]
    public void Write_OldFileIsOpenForReading_ReaderKeepsTheOldContent()
    {
        AtomicFile.WriteText(_folder["f"], "old");
        using var reader = new StreamReader(new FileStream(
            _folder["f"], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        AtomicFile.WriteText(_folder["f"], "new");
        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(_folder["f"]));
    }

    [Fact]
    public void Write_LeftoverOfACrash_IsDeletedAndOthersStay()
    {
        string[] leftovers = [$"f.{Guid.NewGuid():N}.tmp"];
        string[] others = ["f.tmp", "f.notes.tmp", $"g.{Guid.NewGuid():N}.tmp"];
        foreach (string name in leftovers.Concat(others))
        {
            File.WriteAllText(_folder[name], "x");
        }

        AtomicFile.WriteText(_folder["f"], "new");
        Assert.Equal([.. others.Append("f").Order(StringComparer.Ordinal)], _folder.Files);
    }

    [Fact]
    public void Write_LeftoverIsBeingWritten_Stays()
    {
        string busy = $"f.{Guid.NewGuid():N}.tmp";
        using (new FileStream(_folder[busy], FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            AtomicFile.WriteText(_folder["f"], "new");
        }

        Assert.Contains(busy, _folder.Files);
    }
}
