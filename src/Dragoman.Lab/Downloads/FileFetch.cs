using System.Globalization;
using System.Net.Http.Headers;
using Dragoman.Messages;
using Polly;

namespace Dragoman.Lab.Downloads;

/// <summary>Fetches one file, in as many answers as it takes.</summary>
/// <param name="client">The client.</param>
/// <param name="patience">How long to put up with the server.</param>
/// <param name="file">What is fetched.</param>
/// <param name="url">Where it is.</param>
/// <param name="part">What is there of it.</param>
internal sealed class FileFetch(HttpClient client, DownloadPatience patience, RemoteFile file, Uri url, PartialDownload part)
{
    /// <summary>Whether the bytes come from more than one answer, which a careless server may have cut from two versions.</summary>
    private bool _isPieced = part.Length > 0;

    /// <summary>Is told how far the file is.</summary>
    internal IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>Fetches the whole file, with the right length and checksum.</summary>
    /// <param name="cancellationToken">Stops; what has come stays.</param>
    /// <exception cref="DownloadException">It cannot be fetched, or is not the file that was meant.</exception>
    /// <exception cref="IOException">What comes cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await ReceiveAsync(cancellationToken).ConfigureAwait(false);
                CheckSum();
                return;
            }
            catch (CutOffException e) when (tries >= patience.Tries)
            {
                throw GivenUp(e);
            }
            catch (CutOffException)
            {
                await Task.Delay(patience.DelayAfter(tries), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        if (file.Sha256 is not null && part.Length > 0 && part.Length == file.Bytes)
        {
            return; // All was there but its name.
        }

        RangeConditionHeaderValue? condition = part.ConditionFor(url);
        using HttpResponseMessage response = await AskAsync(condition, cancellationToken).ConfigureAwait(false);
        _isPieced = ServerAnswer.Accept(response, file, url, part, condition);
        HttpContentHeaders headers = response.Content.Headers;
        long? total = file.Bytes ?? headers.ContentRange?.Length ?? headers.ContentLength;
        await CopyAsync(response, total, cancellationToken).ConfigureAwait(false);
        if (part.Length < total)
        {
            throw new CutOffException($"the connection ended after {Bytes(part.Length)} of {Bytes(total.Value)}");
        }
    }

    private async Task<HttpResponseMessage> AskAsync(RangeConditionHeaderValue? condition, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.ParseAdd("identity"); // Bytes are counted and summed as they lie on the server.
        if (condition is not null)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.IfRange = condition;
        }

        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException)
        {
            throw new DownloadException($"{url} cannot be reached ({e.Message.TrimEnd('.')}). Check the connection, or name a mirror with --from URL.", e);
        }
        catch (Exception e) when (e is UriFormatException or NotSupportedException)
        {
            throw new DownloadException($"{url} leads to an address that is none of http or https. Name where the file is with --from URL.", e);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, long? total, CancellationToken cancellationToken)
    {
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = await ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (part.Length + count > (total ?? patience.MaximumBytes))
            {
                part.Clear();
                throw new DownloadException(
                    $"{url} does not end where it should, after {(total is { } known ? Bytes(known) : $"at most {Bytes(patience.MaximumBytes)}")}: it is another file. " +
                    "Name a mirror that has the right one with --from URL.");
            }

            part.Append(buffer.AsSpan(0, count));
            Progress?.Report(new DownloadProgress(file.Name, part.Length, total));
        }
    }

    private async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(patience.Stall);
        try
        {
            return await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CutOffException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {patience.Stall.TotalSeconds:0.#} s"), e);
        }
        catch (IOException e)
        {
            throw new CutOffException($"the connection broke after {Bytes(part.Length)}", e);
        }
    }

    private void CheckSum()
    {
        if (file.Sha256 is not { } expected || part.Sha256() is var got && got == expected)
        {
            return;
        }

        part.Clear();
        throw _isPieced
            ? new CutOffException("the pieces do not fit together")
            : new DownloadException(
                $"{url} is not the file that was meant: its SHA-256 is {got}; expected {expected}. It was deleted. " +
                "Try again; if it stays so, the file there has changed: name a mirror that has the right one with --from URL.");
    }

    private DownloadException GivenUp(CutOffException last)
    {
        string kept = part.Length > 0 ? $"{Bytes(part.Length)} are kept: the same command goes on from there" : "Try again later";
        return new DownloadException($"{url} did not come to its end in {patience.Tries} tries; at the last, {last.Message}. {kept}, or name a mirror with --from URL.", last);
    }

    private static string Bytes(long count) => Counted.Of(count, "byte");
}
