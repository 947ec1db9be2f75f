using System.Globalization;
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
        string path = new ModelFolder(catalog.FolderOf(checks.ModelAlone(request.Model))).NeighboursPath;
        int count = Count(request.Count);
        string json = await ExplainEndpoint.Compute(
            request with { Vectors = true },
            checks,
            (translator, explanation) => NeighbourJson.ToJson(indexes.Find(translator, path, index => index.FindLike(explanation, request.Of, request.Position, count))),
            cancellationToken).ConfigureAwait(false);
        return Json(json);
    }

    private static async Task<ContentHttpResult> Trajectories(ExplainRequest request, RequestChecks checks, CancellationToken cancellationToken) => Json(
        await ExplainEndpoint.Compute(
            request with { Vectors = true }, checks, (_, explanation) => NeighbourJson.ToJson(Dragoman.Neighbours.Trajectories.Through(explanation)), cancellationToken)
            .ConfigureAwait(false));

    private static async Task<ContentHttpResult> Words(
        RequestChecks checks, CancellationToken cancellationToken, string? word = null, string? model = null, string? side = null, string[]? minus = null, string[]? plus = null, string? count = null)
    {
        string asked = word ?? throw RequestException.Bad("word is missing: the word whose neighbours are wanted, such as in /v1/words?word=king.");
        checks.Sentences([asked, .. minus ?? [], .. plus ?? []], "word");
        LanguageSide language = Side(side);
        int most = count is null ? Count(null) : int.TryParse(count, CultureInfo.InvariantCulture, out int number) ? Count(number) : throw BadCount(RequestException.Quote(count));
        return Json(await checks.ModelAlone(model).RunAsync(
            (translator, _) => RequestException.BadIfUnfit(() => NeighbourJson.ToJson(WordNeighbours.Find(translator, language, asked, minus, plus, most))),
            cancellationToken).ConfigureAwait(false));
    }

    private static LanguageSide Side(string? side) => side switch
    {
        null or "source" => LanguageSide.Source,
        "target" => LanguageSide.Target,
        _ => throw RequestException.Bad($"side is {RequestException.Quote(side)}; it must be source or target."),
    };

    private static int Count(int? count) =>
        (count ?? 10) is >= 1 and <= MostNeighbours and int most ? most : throw BadCount(FormattableString.Invariant($"{count}"));

    private static RequestException BadCount(string given) => RequestException.Bad($"count is {given}; it must be a whole number, 1 to {MostNeighbours}.");

    private static ContentHttpResult Json(string json) => TypedResults.Text(json, MediaTypeNames.Application.Json);
}
