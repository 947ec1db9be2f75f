using System.Text.Json;
using Dragoman.Server.Errors;
using Dragoman.Server.Limits;
using Dragoman.Server.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;

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
            // Without a token: after the longest time, too, the caller is to hear of each sentence; and nobody waits for a caller that is gone.
            StreamItem item = await Await(sentence, httpContext).ConfigureAwait(false);
            await response.WriteAsync(asEvents ? "data: " : "").ConfigureAwait(false);
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(item, httpContext.JsonOf<StreamItem>())).ConfigureAwait(false);
            await response.WriteAsync(asEvents ? "\n\n" : "\n").ConfigureAwait(false);
            await response.Body.FlushAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamItem> Await(Task<IReadOnlyList<Translation>> sentence, HttpContext context)
    {
        try
        {
            return new StreamItem(SentenceResult.Of(await sentence.ConfigureAwait(false), request), Error: null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ILogger log = context.RequestServices.GetRequiredService<ILogger<ProblemHandler>>();
            return new StreamItem(Result: null, ProblemHandler.Report(e, context.Request.Path, log).Detail); // The status was sent long ago.
        }
        catch (OperationCanceledException) when (context.Response.HasStarted && context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            return new StreamItem(Result: null, ProblemAdvice.TooLong(context.RequestServices.GetRequiredService<ServerLimits>()));
        }
    }
}

/// <summary>One line or event.</summary>
/// <param name="Result">The translations of the sentence.</param>
/// <param name="Error">Why there are none.</param>
internal sealed record StreamItem(SentenceResult? Result, string? Error);
