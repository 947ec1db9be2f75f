using Dragoman.Data;
using Dragoman.Hosting;
using Dragoman.Messages;
using Dragoman.Server.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Api;

/// <summary><c>POST /v1/score</c>.</summary>
internal static class ScoreEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    internal static void MapScore(this IEndpointRouteBuilder routes) => routes.MapPost("/score", Score)
        .WithName("score")
        .WithTags("models")
        .WithSummary("Gives the probability of translations.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Ok<ScoreResponse>> Score(ScoreRequest request, RequestChecks checks, CancellationToken cancellationToken)
    {
        HostedModel model = checks.Model(request.Model);
        (IReadOnlyList<string> sources, IReadOnlyList<string> targets) = (request.Source.Items, request.Target.Items);
        checks.Sentences(sources, "source");
        checks.Sentences(targets, "target");
        if (request.Source.IsMany != request.Target.IsMany || sources.Count != targets.Count)
        {
            throw RequestException.Bad($"source has {Counted.Of(sources.Count, "sentence")} and target {targets.Count}; give two strings, or two arrays of the same length.");
        }

        SentencePair[] pairs = [.. sources.Zip(targets, (source, target) => new SentencePair(source, target))];
        IReadOnlyList<Translation> scored = await model.ScoreAsync(pairs, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ScoreResponse(model.Name, [.. scored.Select(PairScore.Of)]));
    }
}
