using System.Text.Json;
using Dragoman.Metrics;
using Dragoman.TestKit;

namespace Dragoman.Tests.Metrics;

/// <summary>Cases with known scores, made by sacreBLEU and taken from papers.</summary>
internal static class ReferenceCases
{
    /// <summary>The path of a file of reference values.</summary>
    public static string PathOf(string name) => Path.Combine(Checkout.Root(), "tests", "Dragoman.Tests", "Fixtures", "sacrebleu", name);

    /// <summary>A file of reference values.</summary>
    public static JsonElement Read(string name)
    {
        using FileStream file = File.OpenRead(PathOf(name));
        using JsonDocument document = JsonDocument.Parse(file);
        return document.RootElement.Clone();
    }

    /// <summary>A section of the file of cases.</summary>
    public static JsonElement Section(params ReadOnlySpan<string> path)
    {
        JsonElement element = Read("cases.json");
        foreach (string name in path)
        {
            element = element.GetProperty(name);
        }

        return element;
    }

    public static string[] Strings(JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().Select(element => element.GetString()!)];

    public static long[] Integers(JsonElement item, string name) =>
        [.. item.GetProperty(name).EnumerateArray().Select(element => element.GetInt64())];

    public static string[][] Streams(JsonElement item) =>
        [.. item.GetProperty("reference_streams").EnumerateArray()
            .Select(stream => stream.EnumerateArray().Select(line => line.GetString()!).ToArray())];

    /// <summary>The options of BLEU that a case names; the others keep their defaults.</summary>
    public static BleuOptions Options(JsonElement item, bool effectiveOrder = false) => new(
        Tokenization: Find(item, "tokenize") is JsonElement tokenize ? Tokenization(tokenize.GetString()!) : BleuTokenization.Mteval13a,
        Smoothing: Smoothing(item.GetProperty("smooth_method").GetString()!),
        SmoothingValue: Find(item, "smooth_value")?.GetDouble(),
        MaxOrder: Find(item, "max_order")?.GetInt32() ?? 4,
        EffectiveOrder: effectiveOrder,
        Lowercase: Find(item, "lowercase")?.GetBoolean() ?? false);

    private static JsonElement? Find(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static BleuTokenization Tokenization(string name) => name switch
    {
        "none" => BleuTokenization.None,
        "13a" => BleuTokenization.Mteval13a,
        "intl" => BleuTokenization.International,
        "char" => BleuTokenization.Character,
        _ => throw new ArgumentException($"Unknown tokenisation {name}.", nameof(name)),
    };

    private static BleuSmoothing Smoothing(string name) => name switch
    {
        "none" => BleuSmoothing.None,
        "floor" => BleuSmoothing.Floor,
        "add-k" => BleuSmoothing.AddK,
        "exp" => BleuSmoothing.Exponential,
        _ => throw new ArgumentException($"Unknown smoothing {name}.", nameof(name)),
    };
}
