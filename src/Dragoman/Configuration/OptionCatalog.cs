using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Dragoman.Configuration;

/// <summary>One option that can be set.</summary>
public sealed record Option
{
    private readonly JsonTypeInfo _type;

    /// <summary>Describes an option.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="type">The type of its value.</param>
    internal Option(string path, JsonTypeInfo type)
    {
        (Path, Expected, _type) = (path, OptionCatalog.Describe(type), type);
    }

    /// <summary>Its path, such as <c>model.decoderHiddenSize</c>.</summary>
    public string Path { get; }

    /// <summary>What it takes, in words.</summary>
    public string Expected { get; }

    /// <summary>Whether it takes text, whatever that looks like.</summary>
    internal bool IsText => _type.Type == typeof(string);

    /// <summary>Whether a value is of the right type; a number must be finite.</summary>
    /// <param name="value">The value as JSON.</param>
    internal bool Accepts(JsonNode? value) => StrictJson.IsReadable(value, _type);

    /// <summary>What it takes, in words, and the range of a whole number that does not fit.</summary>
    /// <param name="value">The value that it does not take.</param>
    internal string ExpectedInsteadOf(JsonNode? value)
    {
        bool isNumber = value?.GetValueKind() == JsonValueKind.Number;
        bool isWhole = isNumber && BigInteger.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _);
        return (Nullable.GetUnderlyingType(_type.Type) ?? _type.Type) switch
        {
            var type when isWhole && type == typeof(int) => FormattableString.Invariant($"{Expected} of at most {int.MaxValue}"),
            var type when isWhole && type == typeof(long) => FormattableString.Invariant($"{Expected} of at most {long.MaxValue}"),
            var type when isWhole && type == typeof(ulong) => FormattableString.Invariant($"{Expected} of 0 to {ulong.MaxValue}"),
            var type when isNumber && (type == typeof(float) || type == typeof(double)) => $"{Expected} that is neither too large nor so small that it would count as 0",
            _ => Expected,
        };
    }
}

/// <summary>All options, read from the option records themselves.</summary>
public static class OptionCatalog
{
    /// <summary>The options, in the order of the records.</summary>
    public static IReadOnlyList<Option> All { get; } = [.. Walk(ConfigJson.Default.TranslatorOptions, "")];

    /// <summary>The value of every option, as JSON text, by path.</summary>
    /// <param name="options">The options.</param>
    public static IReadOnlyDictionary<string, string> ValuesOf(TranslatorOptions options)
    {
        JsonNode root = JsonSerializer.SerializeToNode(options, ConfigJson.Default.TranslatorOptions)!;
        return All.ToDictionary(
            option => option.Path,
            option => option.Path.Split('.').Aggregate<string, JsonNode?>(root, (node, key) => node?[key])?.ToJsonString() ?? "null");
    }

    /// <summary>Paths of the values of a JSON object that are neither options nor groups of options.</summary>
    /// <param name="options">What is read as options.</param>
    internal static IEnumerable<string> UnknownIn(JsonNode? options) => Leaves(options, "")
        .Except(All.Select(option => option.Path))
        .Where(path => !All.Any(option => option.Path.StartsWith(path + ".", StringComparison.Ordinal)));

    private static IEnumerable<string> Leaves(JsonNode? node, string prefix) => node is JsonObject group
        ? group.SelectMany(member => Leaves(member.Value, prefix.Length == 0 ? member.Key : $"{prefix}.{member.Key}"))
        : [prefix];

    private static IEnumerable<Option> Walk(JsonTypeInfo type, string prefix)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            JsonTypeInfo inner = ConfigJson.Default.GetTypeInfo(property.PropertyType)!;
            if (inner.Kind == JsonTypeInfoKind.Object)
            {
                foreach (Option option in Walk(inner, prefix + property.Name + "."))
                {
                    yield return option;
                }
            }
            else
            {
                yield return new Option(prefix + property.Name, inner);
            }
        }
    }

    /// <summary>What a type takes, in words.</summary>
    /// <param name="type">The type of an option.</param>
    internal static string Describe(JsonTypeInfo type)
    {
        Type plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        string description = type.Kind switch
        {
            JsonTypeInfoKind.Object => "a group of options: " + string.Join(", ", type.Properties.Select(property => property.Name)),
            JsonTypeInfoKind.Dictionary => "an object of names and values",
            JsonTypeInfoKind.Enumerable => $"a list; each entry is {Describe(type.Options.GetTypeInfo(type.ElementType!))}",
            _ when plain.IsEnum => "one of: " + string.Join(", ", NamesOf(plain, type.Options)),
            _ when plain == typeof(bool) => "true or false",
            _ when plain == typeof(int) || plain == typeof(long) || plain == typeof(ulong) => "a whole number",
            _ when plain == typeof(float) || plain == typeof(double) => "a number",
            _ => "text",
        };
        return plain == type.Type ? description : description + ", or null";
    }

    /// <summary>The members of an enum, as they stand in JSON.</summary>
    private static IEnumerable<string> NamesOf(Type type, JsonSerializerOptions options)
    {
        JsonTypeInfo info = options.GetTypeInfo(type);
        return Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(Enum.ToObject(type, value), info)!.GetValue<string>());
    }
}
