using System.Runtime.Versioning;
using Dragoman.Serialization;
using Dragoman.TestKit;

namespace Dragoman.Tests.Serialization;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteText_NewAndOldFile_LeavesOnlyTheNewContent()
    {
        OutputFile.At(_folder["f"]).WriteText("a longer old content");
        OutputFile.At(_folder["f"]).WriteText("new é");

        Assert.Equal([.. "new é"u8], File.ReadAllBytes(_folder["f"]));
        Assert.Equal(["f"], _folder.Files);
    }

    [Fact]
    public void WriteTogether_AFaultAfterAllIsWritten_LeavesAllAsTheyWere()
    {
        OutputFile.At(_folder["a"]).WriteText("old");
        OutputFile[] files = [OutputFile.At(_folder["a"]), OutputFile.At(_folder["b"])];

        Assert.Throws<IOException>(() => OutputFile.WriteTogether(files, streams =>
        {
            streams[0].Write("new a"u8);
            streams[1].Write("new b"u8);
            throw new IOException("The disk is full.");
        }));
        Assert.Equal(["a"], _folder.Files);
        Assert.Equal("old", File.ReadAllText(_folder["a"]));

        OutputFile.WriteTogether(files, streams =>
        {
            streams[1].Write("new b"u8);
            streams[0].Write("new a"u8);
        });
        Assert.Equal(("new a", "new b"), (File.ReadAllText(_folder["a"]), File.ReadAllText(_folder["b"])));
    }

    [Theory]
    [InlineData("real")]
    [InlineData("there/real")]
    [InlineData("there/../there/real")]
    public void WriteText_ChainOfLinks_WritesTheFileAndKeepsTheLinks(string target)
    {
        Directory.CreateDirectory(_folder["there"]);
        File.CreateSymbolicLink(_folder["second"], target);
        File.CreateSymbolicLink(_folder["there/first"], "../second");

        OutputFile.At(_folder["there/first"]).WriteText("new"); // Nothing behind the links yet.
        OutputFile.At(_folder["there/first"]).WriteText("newer");

        Assert.Equal("../second", new FileInfo(_folder["there/first"]).LinkTarget);
        Assert.Equal(target, new FileInfo(_folder["second"]).LinkTarget);
        Assert.Equal("newer", File.ReadAllText(Path.GetFullPath(_folder[target])));
        Assert.Equal(3, _folder.Files.Count());
    }

    [Fact]
    public void WriteText_LinkWithStepsUpBehindALinkedFolder_GoesWhereTheSystemGoes()
    {
        Directory.CreateDirectory(_folder["far/away"]);
        Directory.CreateSymbolicLink(_folder["near"], "far/away");
        File.CreateSymbolicLink(_folder["far/away/link"], "../real");

        OutputFile.At(_folder["near/link"]).WriteText("new");

        Assert.Equal("new", File.ReadAllText(_folder["far/real"]));
    }

    [Fact]
    public void At_LinkToItself_SaysSo()
    {
        File.CreateSymbolicLink(_folder["loop"], "loop");

        IOException error = Assert.Throws<IOException>(() => OutputFile.At(_folder["loop"]));

        Assert.Contains("is a link that leads to itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_FolderOrMissingFolderOrFileAsFolder_SaysWhich()
    {
        File.WriteAllText(_folder["file"], "");

        Assert.Contains("is a folder. Name a file in it.", Assert.Throws<IOException>(() => OutputFile.At(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("names a folder", Assert.Throws<IOException>(() => OutputFile.At(_folder["new/"])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "does not exist. Make the folder first", Assert.Throws<DirectoryNotFoundException>(() => OutputFile.At(_folder["no/f"])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "is a file, not a folder", Assert.Throws<DirectoryNotFoundException>(() => OutputFile.At(_folder["file/f"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ContentFails_KeepsTheOldFileBehindALink()
    {
        File.WriteAllText(_folder["real"], "old");
        File.CreateSymbolicLink(_folder["link"], "real");

        Assert.Throws<InvalidOperationException>(() => OutputFile.At(_folder["link"]).Write(stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(_folder["real"]));
        Assert.Equal(["link", "real"], _folder.Files);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void WriteText_OldFile_KeepsItsPermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        foreach (UnixFileMode mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, (UnixFileMode)0b111_110_110 })
        {
            File.WriteAllText(_folder["f"], "old");
            File.SetUnixFileMode(_folder["f"], mode);

            OutputFile.At(_folder["f"]).WriteText("new");

            Assert.Equal(mode, File.GetUnixFileMode(_folder["f"]));
            Assert.Equal("new", File.ReadAllText(_folder["f"]));
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void At_ReadOnlyFile_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may write everything.");
        File.WriteAllText(_folder["f"], "old");
        File.SetUnixFileMode(_folder["f"], UnixFileMode.UserRead);

        UnauthorizedAccessException error = Assert.Throws<UnauthorizedAccessException>(() => OutputFile.At(_folder["f"]));

        Assert.Contains("is read-only or access is denied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void WriteText_ReadOnlyFolder_WritesTheOldFileInPlaceAndRefusesANewOne()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "This user may write everything.");
        string folder = Directory.CreateDirectory(_folder["closed"]).FullName;
        File.WriteAllText(Path.Combine(folder, "f"), "a longer old content");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        try
        {
            OutputFile.At(Path.Combine(folder, "f")).WriteText("new");

            Assert.Equal("new", File.ReadAllText(Path.Combine(folder, "f")));
            Assert.Throws<UnauthorizedAccessException>(() => OutputFile.At(Path.Combine(folder, "g")));
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Write_NamedPipe_StreamsEachFlush()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        NamedPipe.Make(_folder["pipe"]);
        File.CreateSymbolicLink(_folder["link"], "pipe");
        using SemaphoreSlim isRead = new(0);
        Task writing = Task.Run(
            () => OutputFile.At(_folder["link"]).Write(stream =>
            {
                stream.Write("first"u8);
                stream.Flush();
                isRead.Wait(TestContext.Current.CancellationToken);
                stream.Write("second"u8);
            }),
            TestContext.Current.CancellationToken);

        using (FileStream reader = new(_folder["pipe"], FileMode.Open, FileAccess.Read))
        {
            byte[] bytes = new byte[11];
            reader.ReadExactly(bytes, 0, 5);
            isRead.Release();
            reader.ReadExactly(bytes, 5, 6);
            Assert.Equal([.. "firstsecond"u8], bytes);
        }

        await writing;
        Assert.Equal(FileKind.Pipe, FileStatus.Of(_folder["pipe"]).Kind);
        Assert.Equal(["link", "pipe"], _folder.Files);
    }

    [Fact]
    public void At_SocketOrUnopenedDescriptor_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The paths are Linux's.");
        Assert.Contains("no open file of number 987654", Assert.Throws<IOException>(() => OutputFile.At("/proc/self/fd/987654")).Message, StringComparison.Ordinal);
        using System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder["socket"]));
        Assert.Contains("is a socket", Assert.Throws<IOException>(() => OutputFile.At(_folder["socket"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PathOfAnOpenFile_AddsWhereThatStandsAndReplacesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The paths are Linux's.");
        File.WriteAllText(_folder["f"], "before");
        using FileStream open = new(_folder["f"], FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        string path = $"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}";
        File.CreateSymbolicLink(_folder["link"], path);

        OutputFile.At(path).WriteText(" and");
        OutputFile.At(_folder["link"]).WriteText(" after");

        Assert.Equal("before and after", File.ReadAllText(_folder["f"]));
        Assert.Equal(["f", "link"], _folder.Files);
    }
}
