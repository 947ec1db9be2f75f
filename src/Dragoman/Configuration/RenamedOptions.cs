using System.Text.Json.Nodes;
using Dragoman.Options;

namespace Dragoman.Configuration;

/// <summary>Options under the names that they had in version 1 of the model folder. They are still read everywhere, and written nowhere.</summary>
internal static class RenamedOptions
{
    /// <summary>Names as they were and are; the first is a group today, and is meant only when it is given a value.</summary>
    private static readonly (string Before, string Now)[] Names =
    [
        ("model.attention", "model.attention.score"),
        ("model.attentionUnits", "model.attention.units"),
        ("model.attentionPositions", "model.attention.positions"),
        ("model.span", "model.attention.window"),
        ("model.spanRadius", "model.attention.windowRadius"),
        ("model.placement", "model.attention.placement"),
        ("model.inputFeeding", "model.attention.inputFeeding"),
        ("model.attentionDropout", "model.attention.dropout"),
    ];

    /// <summary>The present path of an option that is set by its path.</summary>
    /// <param name="path">Its path, old or new.</param>
    internal static string Current(string path) => Names.FirstOrDefault(name => name.Before == path).Now ?? path;

    /// <summary>What an option was called; its present path if it was never renamed.</summary>
    /// <param name="path">Its present path.</param>
    internal static string Before(string path) => Names.FirstOrDefault(name => name.Now == path).Before ?? path;

    /// <summary>The options that have something in their old name, without regard to case.</summary>
    /// <param name="part">What it must hold.</param>
    internal static IEnumerable<(string Before, string Now)> Containing(string part) =>
        Names.Where(name => name.Before.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Moves values from the old places in a tree of options to the present ones.</summary>
    /// <param name="options">The options, or some of them; changed.</param>
    /// <param name="where">Where they come from, for messages.</param>
    /// <exception cref="ConfigurationException">An option stands there under both its names.</exception>
    internal static void Update(JsonObject options, string where)
    {
        foreach ((string before, string now) in Names)
        {
            (string[] from, string[] to) = (before.Split('.'), now.Split('.'));
            if (Group(options, from) is not { } parent || !parent.TryGetPropertyValue(from[^1], out JsonNode? value) || value is JsonObject)
            {
                continue;
            }

            parent.Remove(from[^1]);
            JsonObject group = GroupToChange(options, to);
            if (!group.TryAdd(to[^1], value))
            {
                throw new ConfigurationException($"{where}: {before} and {now} are one option under its old and its new name. Keep the new one.");
            }
        }
    }

    private static JsonObject? Group(JsonObject options, string[] path) =>
        path[..^1].Aggregate<string, JsonObject?>(options, (group, key) => group?[key] as JsonObject);

    private static JsonObject GroupToChange(JsonObject options, string[] path) => path[..^1].Aggregate(options, (group, key) =>
    {
        if (group[key] is not JsonObject inner)
        {
            inner = [];
            group[key] = inner;
        }

        return inner;
    });
}
