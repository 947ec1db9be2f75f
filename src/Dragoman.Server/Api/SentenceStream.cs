using System.Text.Json;
using Dragoman.Server.Errors;
using Dragoman.Server.Serialization;
using Microsoft.AspNetCore.Http.Features;

namespace Dragoman.Server.Api;

/// <summary>Sends each sentence as soon as it is translated, in their order: lines of JSON, or server-sent events if the caller accepts them.</summary>
/// <param name="request">Says what is wanted.</param>
/// <param name="sentences">The translations to come.</param>
internal sealed class SentenceStream(TranslateRequest request, IReadOnlyList<Task<IReadOnlyList<Translation>>> sentences) : IResult
{
    private const string EventStream = "text/event-stream";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        bool asEvents = httpContext.Request.Headers.Accept.Any(accept => accept?.Contains(EventStream, StringComparison.OrdinalIgnoreCase) == true);
        HttpResponse response = httpContext.Response;
        response.ContentType = asEvents ? EventStream : "application/x-ndjson; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        foreach (Task<IReadOnlyList<Translation>> sentence in sentences)
        {
            StreamItem item = await Await(sentence).ConfigureAwait(false);
            await response.WriteAsync(asEvents ? "data: " : "", httpContext.RequestAborted).ConfigureAwait(false);
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(item, httpContext.JsonOf<StreamItem>()), httpContext.RequestAborted).ConfigureAwait(false);
            await response.WriteAsync(asEvents ? "\n\n" : "\n", httpContext.RequestAborted).ConfigureAwait(false);
            await response.Body.FlushAsync(httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    private async Task<StreamItem> Await(Task<IReadOnlyList<Translation>> sentence)
    {
        try
        {
            return new StreamItem(SentenceResult.Of(await sentence.ConfigureAwait(false), request), Error: null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new StreamItem(Result: null, ProblemHandler.Describe(e).Detail); // The status was sent long ago.
        }
    }
}

/// <summary>One line or event.</summary>
/// <param name="Result">The translations of the sentence.</param>
/// <param name="Error">Why there are none.</param>
internal sealed record StreamItem(SentenceResult? Result, string? Error);
