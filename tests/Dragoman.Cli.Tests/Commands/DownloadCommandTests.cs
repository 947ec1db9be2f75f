using System.Text;
using Dragoman.Cli.Tests.Downloads;
using Dragoman.Lab.Datasets;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Cli.Tests.Commands;

public sealed class DownloadCommandTests : IDisposable
{
    private const int Interrupt = 2;
    private const int TimeLimit = 600_000; // Milliseconds; only reached when something hangs.

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void List_ShowsEverySetWithItsLicence()
    {
        CommandResult result = InProcess.Run("download", "--list").Expect(0);

        Assert.All(DatasetCatalog.All, dataset =>
        {
            Assert.Contains(dataset.Name, result.Output, StringComparison.Ordinal);
            Assert.Contains(dataset.Licence, result.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Catalog_NamesAndSums_AreWellFormed()
    {
        Assert.Equal(DatasetCatalog.All.Count, DatasetCatalog.All.Select(dataset => dataset.Name).Distinct().Count());
        Assert.All(DatasetCatalog.All.SelectMany(dataset => dataset.Files), file =>
        {
            Assert.Equal(Uri.UriSchemeHttps, file.Url.Scheme);
            Assert.True(file.Sha256 is null || (file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower)));
            Assert.Equal(file.Sha256 is null, file.Bytes is null);
        });
        Assert.All(DatasetCatalog.All, dataset =>
            Assert.All(dataset.Parts, part => Assert.Equal(dataset.Form == DatasetForm.LineAligned ? 2 : 1, part.Files.Count)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_OfLineAlignedFiles_WritesPairsAndSaysWhatWasNotChecked()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
            FileServer.GiveAsync(context, Encoding.UTF8.GetBytes(context.Request.Path.Value!.EndsWith(".en", StringComparison.Ordinal) ? "one\ntwo\n" : "một\nhai\n")));

        CommandResult result = Download("iwslt15-en-vi", server).Expect(0);

        Assert.Equal("one\tmột\ntwo\thai\n", File.ReadAllText(_workspace["out/train.tsv"]));
        Assert.Equal(["test.tsv", "train.tsv", "valid.tsv"], Directory.GetFiles(_workspace["out"]).Select(Path.GetFileName).Order());
        Assert.Contains("licence: CC BY-NC-ND", result.Output, StringComparison.Ordinal);
        Assert.Contains("note: train.en has no known checksum", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_OfAFileThatIsBrokenAndThenMended_FetchesItAnew()
    {
        bool isBroken = true;
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(
            context, Encoding.UTF8.GetBytes(context.Request.Path.Value!.EndsWith(".en", StringComparison.Ordinal) ? "one\ntwo\n" : isBroken ? "một\n" : "một\nhai\n")));

        Assert.EndsWith(
            "is deleted, so that the same command fetches it anew.\n", Download("iwslt15-en-vi", server).Expect(1).Error, StringComparison.Ordinal);
        isBroken = false;
        Download("iwslt15-en-vi", server).Expect(0);

        Assert.Equal("one\tmột\ntwo\thai\n", File.ReadAllText(_workspace["out/train.tsv"]));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_PageInsteadOfTheFile_IsRefused()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return FileServer.GiveAsync(context, Encoding.UTF8.GetBytes("<html>Please sign in.</html>\n"));
        });

        Assert.Contains("answers with a page instead of the file", Download("iwslt15-en-vi", server).Expect(1).Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_WrongChecksum_FailsAndWritesNothing()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, new byte[3_618_488]));

        CommandResult result = Download("cmudict", server).Expect(1);

        Assert.Contains("81917843c7f44ce2b094ac63873c2c7a4cf802040792c455ba3ca406891c3d22", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["out"]));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_Interrupted_GoesOnNextTime()
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("word\n", 1000)));
        TaskCompletionSource begun = new();
        await using FileServer server = await FileServer.StartAsync(async (context, number) =>
        {
            if (number > 0)
            {
                await FileServer.GiveAsync(context, lines);
                return;
            }

            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentLength = lines.Length;
            await context.Response.Body.WriteAsync(lines.AsMemory(0, 700));
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using ChildProcess child = ChildProcess.Start(
            "download", "iwslt15-en-vi", "--from", server.Url.AbsoluteUri, "--output", _workspace["out"], "--cache", _workspace["cache"]);
        await begun.Task;
        string part = await WaitForPartAsync(700);
        child.Signal(Interrupt);
        child.Finish().Expect(128 + Interrupt);
        Assert.Equal(700, new FileInfo(part).Length);
        Assert.False(Directory.Exists(_workspace["out"]));

        Download("iwslt15-en-vi", server).Expect(0);

        Assert.Equal("bytes=700-", server.Ranges[1]);
        Assert.Equal(1000, File.ReadLines(_workspace["out/train.tsv"]).Count());
    }

    [Theory]
    [InlineData("download", "fra-egn")]
    [InlineData("download")]
    [InlineData("download", "dates", "--list")]
    [InlineData("download", "fra-eng", "--from", "ftp://example.org/")]
    public void Download_WrongUsage_IsTold(params string[] arguments)
    {
        CommandResult result = InProcess.Run(arguments).Expect(2);

        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Download_ServerHasNoSuchFile_FailsInOneMessage()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        CommandResult result = Download("fra-eng", server).Expect(1);

        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("fra-eng.zip", result.Error, StringComparison.Ordinal);
    }

    private CommandResult Download(string name, FileServer server) => InProcess.Run(
        "download", name, "--from", server.Url.AbsoluteUri, "--output", _workspace["out"], "--cache", _workspace["cache"]);

    private async Task<string> WaitForPartAsync(long length)
    {
        while (true)
        {
            if (Directory.Exists(_workspace["cache"]) &&
                Directory.EnumerateFiles(_workspace["cache"], "*.part", SearchOption.AllDirectories).FirstOrDefault() is { } part && new FileInfo(part).Length == length)
            {
                return part;
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
