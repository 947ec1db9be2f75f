using System.Net.Mime;
using Dragoman.Hosting;
using Dragoman.Neighbours;
using Dragoman.Server.Errors;
using Dragoman.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Api;

/// <summary><c>POST /v1/neighbours</c>, <c>POST /v1/trajectories</c> and <c>GET /v1/words</c>: what is alike in the eyes of a model.</summary>
internal static class NeighbourEndpoints
{
    private const int MostNeighbours = 100;

    /// <summary>Adds the endpoints.</summary>
    internal static void MapNeighbours(this IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/neighbours", Neighbours), "neighbours", "Finds the training sentences in which the model was in a similar state.");
        Describe(routes.MapPost("/trajectories", Trajectories), "trajectories", "Projects the states of a translation to the plane.");
        Describe(routes.MapGet("/words", Words), "words", "Finds the words nearest to a word, or to a sum and difference of words.");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name)
        .WithTags("models")
        .WithSummary(summary)
        .Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<ContentHttpResult> Neighbours(
        NeighboursRequest request, RequestChecks checks, ModelCatalog catalog, NeighbourIndexes indexes, CancellationToken cancellationToken)
    {
        string path = new ModelFolder(catalog.FolderOf(checks.Model(request.Model))).NeighboursPath;
        int count = Count(request.Count);
        string json = await ExplainEndpoint.Compute(
            request with { Vectors = true },
            checks,
            (translator, explanation) => NeighbourJson.ToJson(indexes.Of(translator, path).FindLike(explanation, request.Of, request.Position, count)),
            cancellationToken).ConfigureAwait(false);
        return Json(json);
    }

    private static async Task<ContentHttpResult> Trajectories(ExplainRequest request, RequestChecks checks, CancellationToken cancellationToken) => Json(
        await ExplainEndpoint.Compute(
            request with { Vectors = true }, checks, (_, explanation) => NeighbourJson.ToJson(Dragoman.Neighbours.Trajectories.Through(explanation)), cancellationToken)
            .ConfigureAwait(false));

    private static async Task<ContentHttpResult> Words(
        string word, RequestChecks checks, CancellationToken cancellationToken, string? model = null, LanguageSide side = LanguageSide.Source, string[]? minus = null, string[]? plus = null, int? count = null)
    {
        checks.Sentences([word, .. minus ?? [], .. plus ?? []], "word");
        int most = Count(count);
        return Json(await checks.Model(model).RunAsync(
            (translator, _) => RequestException.BadIfArgument(() => NeighbourJson.ToJson(WordNeighbours.Find(translator, side, word, minus, plus, most))),
            cancellationToken).ConfigureAwait(false));
    }

    private static int Count(int? count) => (count ?? 10) is >= 1 and <= MostNeighbours and int most
        ? most
        : throw RequestException.Bad($"count is {count}; it must be 1 to {MostNeighbours}.");

    private static ContentHttpResult Json(string json) => TypedResults.Text(json, MediaTypeNames.Application.Json);
}
