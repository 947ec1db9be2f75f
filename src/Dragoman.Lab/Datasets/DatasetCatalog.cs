using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dragoman.Lab.Datasets;

/// <summary>The data sets that can be fetched by name: the entries of <c>datasets.json</c>.</summary>
public static class DatasetCatalog
{
    private static readonly Lazy<IReadOnlyList<Dataset>> Entries = new(Read);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Dataset> All => Entries.Value;

    /// <summary>The data set of a name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public static Dataset? Find(string name) => All.FirstOrDefault(dataset => dataset.Name == name);

    private static IReadOnlyList<Dataset> Read()
    {
        using Stream json = typeof(DatasetCatalog).Assembly.GetManifestResourceStream("datasets.json")!; // Embedded by the project file.
        return JsonSerializer.Deserialize(json, CatalogJson.Default.IReadOnlyListDataset)!; // The file is no null.
    }
}

/// <summary>Reads the catalog without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Dataset>))]
internal sealed partial class CatalogJson : JsonSerializerContext;
