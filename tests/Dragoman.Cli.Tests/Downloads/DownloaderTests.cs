using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dragoman.Lab.Downloads;
using Microsoft.AspNetCore.Http;

namespace Dragoman.Cli.Tests.Downloads;

/// <summary>Files come whole and right, or not at all, from servers of every kind.</summary>
public sealed class DownloaderTests : IDisposable
{
    private const int TimeLimit = 600_000; // Milliseconds; only reached when something hangs.

    private static readonly DownloadPatience Short = new()
    {
        Tries = 4,
        Delay = TimeSpan.FromMilliseconds(5),
        Stall = TimeSpan.FromSeconds(2),
        MaximumBytes = 1 << 20,
    };

    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7 / 3))];
    private static readonly byte[] Changed = [.. Content.Select(value => (byte)(value + 1))];

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_GoodServer_GivesTheFileOnceAndThenFromTheCache()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content));

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));
        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));

        Assert.Equal([""], server.Ranges);
        Assert.Single(Files());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_CachedFileIsDamaged_FetchesItAgain()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content));
        RemoteFile file = Known(server, Content);
        await FetchAsync(server, file);
        await File.WriteAllBytesAsync(Assert.Single(Files()), Changed, TestContext.Current.CancellationToken);

        Assert.Equal(Content, await FetchAsync(server, file));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_ConnectionCut_GoesOnWhereItEnded()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) => FileServer.GiveAsync(context, Content, cutAfter: number < 2 ? 100_000 : null));

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));

        Assert.Equal(["", "bytes=100000-", "bytes=200000-"], server.Ranges);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_RangeIgnored_BeginsAnew()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) =>
        {
            context.Request.Headers.Range = "";
            return FileServer.GiveAsync(context, Content, cutAfter: number == 0 ? 100_000 : null);
        });

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_FileChangedBetweenTries_HasOneVersionOnly()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) => number == 0
            ? FileServer.GiveAsync(context, Content, "v1", cutAfter: 100_000)
            : FileServer.GiveAsync(context, Changed, "v2"));

        Assert.Equal(Changed, await FetchAsync(server, new RemoteFile(new Uri(server.Url, "file.gz"))));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_ServerPiecesTwoVersions_IsSeenAndMended()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) =>
            FileServer.GiveAsync(context, number == 0 ? Changed : Content, cutAfter: number == 0 ? 100_000 : null));

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));

        Assert.Equal(["", "bytes=100000-", ""], server.Ranges);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_BusyThenWell_TriesAgain()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) =>
        {
            context.Response.StatusCode = 500;
            return number == 0 ? Task.CompletedTask : FileServer.GiveAsync(Ok(context), Content);
        });

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_SilentServer_GoesOnAfterAWhile()
    {
        await using FileServer server = await FileServer.StartAsync(async (context, number) =>
        {
            if (number == 0)
            {
                context.Response.ContentLength = Content.Length;
                context.Response.Headers.ETag = "\"v1\"";
                await context.Response.Body.WriteAsync(Content.AsMemory(0, 1000), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }

            await FileServer.GiveAsync(context, Content);
        });

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));
        Assert.Equal(["", "bytes=1000-"], server.Ranges);
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(404, "There is no file at")]
    [InlineData(403, "may not be read")]
    [InlineData(503, "the server answers 503")]
    public async Task Fetch_Refused_SaysWhy(int status, string message)
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        await AssertFailsAsync(server, Known(server, Content), message, "--from");
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_WrongChecksum_SaysBothAndKeepsNothing()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Changed));

        await AssertFailsAsync(server, Known(server, Content), HashOf(Changed), HashOf(Content));

        Assert.All(Files(), file => Assert.Equal(0, new FileInfo(file).Length));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_WrongLength_SaysBoth()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content[..200_000]));

        await AssertFailsAsync(server, Known(server, Content), "200,000", "300,000");
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData(true, "300,000 bytes")]
    [InlineData(false, "at most 1,048,576 bytes")]
    public async Task Fetch_EndlessBody_IsGivenUp(bool isKnown, string message)
    {
        await using FileServer server = await FileServer.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(Content, CancellationToken.None);
            }
        });

        await AssertFailsAsync(server, isKnown ? Known(server, Content) : new RemoteFile(new Uri(server.Url, "file.gz")), message);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_AlwaysCut_KeepsWhatCameForTheNextTime()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) => FileServer.GiveAsync(context, Content, cutAfter: number < 4 ? 1000 : null));
        RemoteFile file = Known(server, Content);

        await AssertFailsAsync(server, file, "4 tries", "4,000 bytes are kept");
        Assert.Equal(Content, await FetchAsync(server, file));

        Assert.Equal("bytes=4000-", server.Ranges[^1]);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_Stopped_KeepsWhatCameForTheNextTime()
    {
        using CancellationTokenSource stop = new();
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content));
        RemoteFile file = Known(server, Content);
        StopAfter progress = new(stop);
        using (Downloader downloader = new(new DownloadCache(_workspace.Folder), Short, progress))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.FetchAsync(file, cancellationToken: stop.Token));
        }

        Assert.DoesNotContain(Files(), path => path.EndsWith("file.gz", StringComparison.Ordinal));
        Assert.Equal(Content, await FetchAsync(server, file));
        Assert.StartsWith("bytes=", server.Ranges[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_Redirect_IsFollowed()
    {
        await using FileServer server = await FileServer.StartAsync((context, number) =>
        {
            context.Response.Redirect("/elsewhere");
            return number == 0 ? Task.CompletedTask : FileServer.GiveAsync(Ok(context), Content);
        });

        Assert.Equal(Content, await FetchAsync(server, Known(server, Content)));
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_RedirectInACircle_IsGivenUp()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
        {
            context.Response.Redirect("/file.gz");
            return Task.CompletedTask;
        });

        await AssertFailsAsync(server, Known(server, Content), "leads on and on");
    }

    [Theory(Timeout = TimeLimit)]
    [InlineData("file:///x")]
    [InlineData("ftp://127.0.0.1/x")]
    public async Task Fetch_RedirectToNoWebAddress_IsRefused(string address)
    {
        await using FileServer server = await FileServer.StartAsync((context, _) =>
        {
            context.Response.Redirect(address);
            return Task.CompletedTask;
        });

        await AssertFailsAsync(server, Known(server, Content), "leads to an address that is none of http or https");

        Assert.Empty(Files());
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_RedirectFromHttpsToHttp_IsRefused()
    {
        await using FileServer plain = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content));
        Uri plainUrl = new(plain.Url, "file.gz");
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using FileServer server = await FileServer.StartAsync(
            (context, _) =>
            {
                context.Response.Redirect(plainUrl.AbsoluteUri);
                return Task.CompletedTask;
            },
            certificate);
        using Downloader downloader = new(
            new DownloadCache(_workspace.Folder), Short, null, new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint });

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => downloader.FetchAsync(Known(server, Content), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("not encrypted", error.Message, StringComparison.Ordinal);
        Assert.Empty(plain.Ranges);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_NobodyThere_SaysSo()
    {
        RemoteFile file = new(new Uri("http://127.0.0.1:1/file.gz"));
        using Downloader downloader = new(new DownloadCache(_workspace.Folder), Short);

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => downloader.FetchAsync(file, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = TimeLimit)]
    public async Task Fetch_WhileAnotherProcessDoes_SaysSo()
    {
        await using FileServer server = await FileServer.StartAsync((context, _) => FileServer.GiveAsync(context, Content));
        RemoteFile file = Known(server, Content);
        using PartialDownload other = PartialDownload.Open(new DownloadCache(_workspace.Folder).PathOf(file) + ".part");

        await AssertFailsAsync(server, file, "another process");
    }

    private static HttpContext Ok(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers.Location = "";
        return context;
    }

    private static RemoteFile Known(FileServer server, byte[] content) => new(new Uri(server.Url, "file.gz"), content.Length, HashOf(content));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string[] Files() => Directory.GetFiles(_workspace.Folder, "*", SearchOption.AllDirectories);

    private async Task<byte[]> FetchAsync(FileServer server, RemoteFile file)
    {
        Assert.NotNull(server);
        using Downloader downloader = new(new DownloadCache(_workspace.Folder), Short);
        return await File.ReadAllBytesAsync(
            await downloader.FetchAsync(file, cancellationToken: TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    private async Task AssertFailsAsync(FileServer server, RemoteFile file, params string[] messages)
    {
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(server, file));
        Assert.All(messages, message => Assert.Contains(message, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Files(), path => path.EndsWith("file.gz", StringComparison.Ordinal));
    }

    private sealed class StopAfter(CancellationTokenSource stop) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => stop.Cancel();
    }
}
