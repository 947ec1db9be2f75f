using System.Net.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Dragoman.Lab.Downloads;

/// <summary>Fetches files into a cache: goes on after a cut, checks length and SHA-256, and only then gives a file its name.</summary>
/// <remarks>
/// What has come stays in <c>NAME.part</c> when a download stops, and the next one goes on there if the server still has the same version
/// (<c>Range</c> with <c>If-Range</c>, RFC 9110, section 13.1.5).
/// </remarks>
public sealed class Downloader : IDisposable
{
    private readonly DownloadCache _cache;
    private readonly DownloadPatience _patience;
    private readonly IProgress<DownloadProgress>? _progress;
    private readonly HttpClient _client;
    private readonly ServiceProvider _provider;

    /// <summary>Makes a downloader.</summary>
    /// <param name="cache">Where the files go.</param>
    /// <param name="patience">How long to put up with a server; null: the defaults.</param>
    /// <param name="progress">Is told how far a file is.</param>
    public Downloader(DownloadCache cache, DownloadPatience? patience = null, IProgress<DownloadProgress>? progress = null)
        : this(cache, patience, progress, security: null)
    {
    }

    internal Downloader(DownloadCache cache, DownloadPatience? patience, IProgress<DownloadProgress>? progress, SslClientAuthenticationOptions? security)
    {
        ArgumentNullException.ThrowIfNull(cache);
        (_cache, _patience, _progress) = (cache, patience ?? new DownloadPatience(), progress);
        (_client, _provider) = DownloadClient.Create(_patience, security);
    }

    /// <summary>Fetches a file unless the cache has it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mirror">A folder on a server that has the file under its name; null for the file's own address.</param>
    /// <param name="cancellationToken">Stops; what has come stays for the next time.</param>
    /// <returns>Where it lies.</returns>
    /// <exception cref="DownloadException">It cannot be fetched, or is not the file that was meant.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<string> FetchAsync(RemoteFile file, Uri? mirror = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        string path = _cache.PathOf(file);
        if (_cache.Holds(file))
        {
            return path;
        }

        Uri url = mirror is null ? file.Url : new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{file.Name}");
        using PartialDownload part = PartialDownload.Open(path + ".part");
        FileFetch fetch = new(_client, _patience, file, url, part) { Progress = _progress };
        await fetch.RunAsync(cancellationToken).ConfigureAwait(false);
        part.Finish(path);
        return path;
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _client.Dispose();
        _provider.Dispose();
    }
}
