using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;

namespace Dragoman.Lab.Downloads;

/// <summary>Judges how an answer begins: whether it goes on where the file ends, or begins anew, or is none.</summary>
internal static class ServerAnswer
{
    /// <summary>Makes the partial file ready for the bytes that follow.</summary>
    /// <param name="response">The answer, of which the headers have come.</param>
    /// <param name="file">What is fetched.</param>
    /// <param name="url">The address that was asked.</param>
    /// <param name="part">What is there of it.</param>
    /// <param name="condition">On what condition the server was to go on; null if it was asked for all.</param>
    /// <returns>Whether it goes on where the file ends.</returns>
    /// <exception cref="DownloadException">Trying again would not help.</exception>
    /// <exception cref="CutOffException">The file must be fetched from the start.</exception>
    internal static bool Accept(HttpResponseMessage response, RemoteFile file, Uri url, PartialDownload part, RangeConditionHeaderValue? condition)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when GoesOn(response, part, condition):
                ThrowIfOtherLength(response.Content.Headers.ContentRange!.Length, file, url);
                return true;
            case HttpStatusCode.PartialContent:
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Clear();
                throw new CutOffException("the server could not go on where the last answer ended");
            case HttpStatusCode.OK when file.Sha256 is null && response.Content.Headers.ContentType?.MediaType == MediaTypeNames.Text.Html:
                throw new DownloadException(
                    $"{url} answers with a page instead of the file, as networks do that want somebody to sign in. Do that first, or name a mirror with --from URL.");
            case HttpStatusCode.OK:
                ThrowIfOtherLength(response.Content.Headers.ContentLength, file, url);
                part.Restart(url, response);
                return false;
            default:
                throw new DownloadException(Refusal(response, url));
        }
    }

    private static bool GoesOn(HttpResponseMessage response, PartialDownload part, RangeConditionHeaderValue? condition) =>
        response.Content.Headers.ContentRange?.From == part.Length &&
        (condition?.EntityTag is not { } mine || response.Headers.ETag is not { } tag || tag.Equals(mine));

    private static void ThrowIfOtherLength(long? length, RemoteFile file, Uri url)
    {
        if (length is not null && file.Bytes is not null && length != file.Bytes)
        {
            throw new DownloadException(string.Create(
                CultureInfo.InvariantCulture,
                $"{url} is {length:N0} bytes long; expected {file.Bytes:N0}. The file there is another one. Name a mirror that has the right one with --from URL."));
        }
    }

    private static string Refusal(HttpResponseMessage response, Uri url)
    {
        string status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone =>
                $"There is no file at {url} (the server answers {status}). If it has moved, name where it is now with --from URL.",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => response.Headers.Location is { IsAbsoluteUri: true } to && to.Scheme == Uri.UriSchemeHttp
                ? $"{url} leads to {to}, which is not encrypted, so somebody on the way could change the file. It was not followed."
                : $"{url} leads on and on, or nowhere (the server answers {status}). Name where the file is with --from URL.",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"{url} may not be read (the server answers {status}). Name a mirror with --from URL.",
            _ => $"{url} cannot be fetched now: the server answers {status}. Try again later, or name a mirror with --from URL.",
        };
    }
}
