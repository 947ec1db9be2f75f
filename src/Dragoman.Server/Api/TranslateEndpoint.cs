using Dragoman.Decoding;
using Dragoman.Hosting;
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
        checks.Sentences(request.Text.Items, "text");
        IReadOnlyList<Task<IReadOnlyList<Translation>>> sentences = model.Enqueue(request.Text.Items, Search(model, request, checks), cancellationToken);
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
        return checks.Search(request, lease.Translator);
    }
}
