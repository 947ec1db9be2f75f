using System.Text.Json;
using Dragoman.Hosting;
using Dragoman.Server.Training;
using Dragoman.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dragoman.Server.Api;

/// <summary><c>GET /v1/models</c>.</summary>
internal static class ModelsEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    internal static void MapModels(this IEndpointRouteBuilder routes) => routes.MapGet("/models", List)
        .WithName("models")
        .WithTags("models")
        .WithSummary("Lists the models.");

    private static Ok<ModelsResponse> List(ModelCatalog catalog) =>
        TypedResults.Ok(new ModelsResponse(catalog.Default.Name, [.. catalog.Models.Select(model => Describe(model, catalog.FolderOf(model)))]));

    private static ModelDescription Describe(HostedModel model, string folder)
    {
        using TranslatorLease lease = model.Borrow();
        Translator translator = lease.Translator;
        return new ModelDescription(
            model.Name,
            JsonNamingPolicy.CamelCase.ConvertName(translator.Options.Model.Attention.Score.ToString()),
            translator.ParameterCount,
            translator.ModelCount,
            translator.ModelCount == 1 && File.Exists(new ModelFolder(folder).NeighboursPath),
            SampleFile.Suggestions(folder));
    }
}

/// <summary>The models.</summary>
/// <param name="Default">Name of the one that is meant when none is named.</param>
/// <param name="Models">All of them.</param>
internal sealed record ModelsResponse(string Default, IReadOnlyList<ModelDescription> Models);

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attention">Its attention score; none for a model without.</param>
/// <param name="Parameters">Number of its trainable numbers.</param>
/// <param name="Members">Number of models that translate together under this name; 1 for one alone, which can be looked into.</param>
/// <param name="Neighbours">Whether the model has an index of neighbours.</param>
/// <param name="Suggestions">Sentences to begin with.</param>
internal sealed record ModelDescription(string Name, string Attention, long Parameters, int Members, bool Neighbours, IReadOnlyList<string> Suggestions);
