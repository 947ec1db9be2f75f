using System.Net.Mime;
using Dragoman.Explanations;
using Dragoman.Hosting;
using Dragoman.Server.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Api;

/// <summary><c>POST /v1/explain</c>.</summary>
internal static class ExplainEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    internal static void MapExplain(this IEndpointRouteBuilder routes) => routes.MapPost("/explain", Explain)
        .WithName("explain")
        .WithTags("models")
        .WithSummary("Shows how the model comes to a translation: every step, and the search as a tree.")
        .Produces(StatusCodes.Status200OK, contentType: MediaTypeNames.Application.Json)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<FileContentHttpResult> Explain(ExplainRequest request, RequestChecks checks, CancellationToken cancellationToken)
    {
        HostedModel model = checks.Model(request.Model);
        ExplanationRequest wanted = new()
        {
            Target = request.Target,
            Prefix = WithoutNull(request.Prefix, "prefix"),
            Weights = WithoutNull(request.Weights, "weights"),
            Replaced = WithoutNull(request.Replaced, "replaced"),
            Candidates = request.Candidates ?? 10,
            Hypothesis = request.Hypothesis,
            Vectors = request.Vectors ?? true,
        };
        checks.Sentences([request.Text], "text");
        checks.Sentences([request.Target ?? "", .. wanted.Prefix], "target");
        checks.Sentences([.. wanted.Replaced.Select(change => change.Text)], "replaced");
        byte[] json = await model.RunAsync((translator, stop) => Compute(translator, request.Text, wanted with { Search = checks.Search(request, translator) }, stop), cancellationToken).ConfigureAwait(false);
        return TypedResults.Bytes(json, MediaTypeNames.Application.Json);
    }

    private static byte[] Compute(Translator translator, string text, ExplanationRequest wanted, CancellationToken cancellationToken)
    {
        try
        {
            using MemoryStream stream = new();
            ExplanationJson.Write(stream, translator.Explain(text, wanted, cancellationToken));
            return stream.ToArray();
        }
        catch (ArgumentException e)
        {
            // The request does not fit the sentence or the model; the name that the code has for it helps nobody.
            throw RequestException.Bad(e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    /// <summary>JSON has null where there may be none.</summary>
    private static IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T?>? values, string name)
        where T : class =>
        values?.Contains(null) == true ? throw RequestException.Bad($"{name} holds null.") : [.. (values ?? []).OfType<T>()];
}
