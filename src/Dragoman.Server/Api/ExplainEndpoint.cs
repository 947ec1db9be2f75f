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
        byte[] json = await Compute(request, checks, (_, explanation) => Write(explanation), cancellationToken).ConfigureAwait(false);
        return TypedResults.Bytes(json, MediaTypeNames.Application.Json);
    }

    /// <summary>Explains a translation, and makes something of the explanation.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="request">What is asked for.</param>
    /// <param name="checks">Holds it to the limits.</param>
    /// <param name="compute">Gets the model and the explanation; an argument that does not fit is the request's fault.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    internal static Task<T> Compute<T>(
        ExplainRequest request, RequestChecks checks, Func<Translator, Explanation, T> compute, CancellationToken cancellationToken)
    {
        HostedModel model = checks.ModelAlone(request.Model);
        ExplanationRequest wanted = Read(request, checks);
        return model.RunAsync(
            (translator, stop) => RequestException.BadIfUnfit(() =>
            {
                Explanation explanation = translator.Explain(request.Text, wanted with { Search = checks.Searches.Search(request, translator) }, stop);
                return compute(translator, explanation with { Model = explanation.Model with { Name = model.Name } });
            }),
            cancellationToken);
    }

    private static ExplanationRequest Read(ExplainRequest request, RequestChecks checks)
    {
        if (request.Target is not null && request.First(RequestWords.Spell) is { } idle)
        {
            throw RequestException.Bad($"{idle} would have no effect: with target nothing is searched for.");
        }

        ExplanationRequest wanted = new()
        {
            Target = request.Target,
            Prefix = RequestChecks.WithoutNull(request.Prefix, "prefix"),
            Required = checks.Phrases(request.Must, "must"),
            Forbidden = checks.Phrases(request.Not, "not"),
            Weights = RequestChecks.WithoutNull(request.Weights, "weights"),
            Replaced = RequestChecks.WithoutNull(request.Replaced, "replaced"),
            Candidates = request.Candidates ?? 10,
            Hypothesis = request.Hypothesis,
            Vectors = request.Vectors ?? true,
        };
        checks.Sentences([request.Text], "text");
        checks.Sentences([request.Target ?? ""], "target");
        checks.Tokens(wanted.Prefix, "prefix");
        checks.Sentences([.. wanted.Replaced.Select(change => change.Text)], "replaced");
        return wanted;
    }

    private static byte[] Write(Explanation explanation)
    {
        using MemoryStream stream = new();
        ExplanationJson.Write(stream, explanation);
        return stream.ToArray();
    }
}
