using System.Diagnostics;
using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class FileIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a/file")]
    [InlineData("a/../a/./file")]
    [InlineData("link")]
    [InlineData("linked/file")]
    [InlineData("linked/../a/file")]
    public void IsSameAs_OtherNamesOfOneFile_IsTrue(string name)
    {
        _folder.Write("a/file", "x");
        File.CreateSymbolicLink(_folder["second"], "a/file");
        File.CreateSymbolicLink(_folder["link"], "second");
        Directory.CreateSymbolicLink(_folder["linked"], "a");

        Assert.True(FileIdentity.Of(_folder[name]).IsSameAs(FileIdentity.Of(_folder["a/file"])));
    }

    [Fact]
    public void IsSameAs_HardLink_IsTrue()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Made with ln.");
        _folder.Write("file", "x");
        using Process link = Process.Start("ln", [_folder["file"], _folder["hard"]]);
        link.WaitForExit();

        Assert.True(FileIdentity.Of(_folder["hard"]).IsSameAs(FileIdentity.Of(_folder["file"])));
    }

    [Fact]
    public void IsSameAs_OtherFileOfSameContent_IsFalse()
    {
        Assert.False(FileIdentity.Of(_folder.Write("a", "x")).IsSameAs(FileIdentity.Of(_folder.Write("b", "x"))));
    }

    [Fact]
    public void IsSameAs_FileThatIsNotThereYet_GoesByItsPath()
    {
        Directory.CreateDirectory(_folder["a"]);
        Directory.CreateSymbolicLink(_folder["linked"], "a");

        Assert.True(FileIdentity.Of(_folder["linked/new"]).IsSameAs(FileIdentity.Of(_folder["a/new"])));
        Assert.False(FileIdentity.Of(_folder["a/new"]).IsSameAs(FileIdentity.Of(_folder["a/newer"])));
    }

    [Fact]
    public void IsSameAs_Device_IsFalse()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The path is Unix's.");

        Assert.False(FileIdentity.Of("/dev/null").IsSameAs(FileIdentity.Of("/dev/null")));
    }
}
