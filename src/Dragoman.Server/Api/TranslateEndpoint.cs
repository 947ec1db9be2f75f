using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Hosting;
using Dragoman.Server.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Api;

/// <summary><c>POST /v1/translate</c>.</summary>
internal static class TranslateEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    internal static void MapTranslate(this IEndpointRouteBuilder routes) => routes.MapPost("/translate", Translate)
        .WithName("translate")
        .WithTags("models")
        .WithSummary("Translates a sentence or several.")
        .Produces<TranslateResponse>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<TranslateResponse>, SentenceStream>> Translate(
        TranslateRequest request, RequestChecks checks, CancellationToken cancellationToken)
    {
        HostedModel model = checks.Model(request.Model);
        IReadOnlyList<TranslationRequest> asked = checks.Requests(request);
        IReadOnlyList<Task<IReadOnlyList<Translation>>> sentences = model.EnqueueGuided(
            asked, Search(model, request, checks), request.ReplaceUnknown ? static (translator, translation) => translator.ReplaceUnknown(translation) : null, cancellationToken);
        if (request.Stream)
        {
            return new SentenceStream(request, sentences);
        }

        IReadOnlyList<Translation>[] translations = await Task.WhenAll(sentences).ConfigureAwait(false);
        return TypedResults.Ok(new TranslateResponse(model.Name, [.. translations.Select(found => SentenceResult.Of(found, request))]));
    }

    private static SearchOptions Search(HostedModel model, TranslateRequest request, RequestChecks checks)
    {
        using TranslatorLease lease = model.Borrow();
        if (lease.Translator.Options.Model.Attention.Score == AttentionScore.None && (request.Alignment || request.Attention || request.ReplaceUnknown))
        {
            throw RequestException.Bad("The model has no attention, so there are no alignment, no attention and no source word for replaceUnknown.");
        }

        if (request is { ReplaceUnknown: true, NoUnknown: true })
        {
            throw RequestException.Bad("replaceUnknown would have no effect: with noUnknown there is no <unk> to replace.");
        }

        return checks.Searches.Search(request, lease.Translator, request.NBest ?? 1);
    }
}
