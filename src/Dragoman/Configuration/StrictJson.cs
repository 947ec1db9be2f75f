using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Messages;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Configuration;

/// <summary>Reads JSON that a person wrote: comments are fine, slips of the pen are errors that name the place and what was expected there.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a file whose members are not known beforehand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="example">What the file could look like, for a message.</param>
    /// <exception cref="ConfigurationException">The file cannot be read, or does not hold a JSON object.</exception>
    internal static JsonObject ReadObject(string path, string example)
    {
        byte[] json = [];
        try
        {
            json = JsonFile.ReadBytes(path);
            ThrowIfHalfCharacter(path, json);
            return JsonNode.Parse(json, documentOptions: Lenient) as JsonObject ??
                throw new ConfigurationException($"{path} must hold a JSON object, such as {example}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"{path}: the file does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConfigurationException($"{path} cannot be read: it is a folder, or access is denied.", e);
        }
        catch (IOException e)
        {
            throw new ConfigurationException($"{path} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"{path}{JsonPlace.Of(json, e)}: not valid JSON: {Problem(e)}", e);
        }
        catch (ArgumentException e) // A name that stands twice.
        {
            throw new ConfigurationException($"{path} is not valid JSON: {Excerpt.Of(JsonProblem.InWords(e.Message), start: 100, end: 100)}", e);
        }
    }

    /// <summary>Reads a file that holds a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="type">The record's members.</param>
    /// <param name="example">What the file could look like, for a message.</param>
    /// <exception cref="ConfigurationException">A member is unknown, missing, or of the wrong type.</exception>
    internal static T Read<T>(string path, JsonTypeInfo<T> type, string example)
        where T : class
    {
        JsonObject root = ReadObject(path, example);
        try
        {
            if (FindFault(root, type) is { } fault)
            {
                throw new ConfigurationException($"{path}: {fault}");
            }

            return root.Deserialize(type)!; // The root is an object, not null.
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ConfigurationException($"{path} is not valid: {e.Message}", e);
        }
    }

    private static void ThrowIfHalfCharacter(string path, ReadOnlySpan<byte> json)
    {
        JsonReaderOptions reading = new() { CommentHandling = Lenient.CommentHandling, AllowTrailingCommas = Lenient.AllowTrailingCommas };
        if (HalfSurrogates.Find(json, reading) is { } index)
        {
            ReadOnlySpan<byte> before = json[..(int)index];
            throw new ConfigurationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}, line {before.Count((byte)'\n') + 1}, column {JsonPlace.Characters(before[(before.LastIndexOf((byte)'\n') + 1)..], before.Length) + 1}: half a surrogate pair (such as \\ud800) is no character."));
        }
    }

    /// <summary>Why JSON is not valid, without the place; a sentence on one line, in which the parser may quote much of the text.</summary>
    /// <param name="error">What the parser found.</param>
    internal static string Problem(JsonException error)
    {
        string problem = error.Message.Split(" LineNumber:")[0].Replace(" encountered during deserialization", "", StringComparison.Ordinal);
        return Excerpt.Of(JsonProblem.InWords(problem).ReplaceLineEndings(" "), start: 100, end: 100);
    }

    /// <summary>The first thing that is wrong with JSON that is to be a record: a member is unknown, missing, or of the wrong type.</summary>
    /// <param name="root">The JSON.</param>
    /// <param name="type">The record's members.</param>
    /// <returns>Sentences that name the place, or null.</returns>
    internal static string? FindFault(JsonObject root, JsonTypeInfo type) => Faults(root, type, at: "").FirstOrDefault();

    private static IEnumerable<string> Faults(JsonNode? node, JsonTypeInfo type, string at) => (type.Kind, node) switch
    {
        (JsonTypeInfoKind.Object, JsonObject group) => FaultsOfMembers(group, type, at),
        (JsonTypeInfoKind.Dictionary, JsonObject entries) =>
            entries.SelectMany(entry => Faults(entry.Value, ElementOf(type), Join(at, entry.Key))),
        (JsonTypeInfoKind.Enumerable, JsonArray items) =>
            items.Index().SelectMany(item => Faults(item.Item, ElementOf(type), FormattableString.Invariant($"{at}[{item.Index}]"))),
        (JsonTypeInfoKind.None, _) when IsReadable(node, type) => [],
        _ => [$"{at} is {Excerpt.Of(node?.ToJsonString() ?? "null")}; it must be {OptionCatalog.Describe(type)}."],
    };

    private static IEnumerable<string> FaultsOfMembers(JsonObject group, JsonTypeInfo type, string at)
    {
        foreach ((string key, JsonNode? value) in group)
        {
            if (type.Properties.FirstOrDefault(property => property.Name == key) is not { } member)
            {
                yield return Unknown(at, key, [.. type.Properties.Select(property => property.Name)]);
            }
            else if (value is not null || !member.IsSetNullable)
            {
                foreach (string fault in Faults(value, type.Options.GetTypeInfo(member.PropertyType), Join(at, key)))
                {
                    yield return fault;
                }
            }
        }

        foreach (JsonPropertyInfo missing in type.Properties.Where(property => IsRequired(property) && !group.ContainsKey(property.Name)))
        {
            yield return $"{Join(at, missing.Name)} is missing; it must be {OptionCatalog.Describe(type.Options.GetTypeInfo(missing.PropertyType))}.";
        }
    }

    /// <summary>Whether a member must be there. A group of options that came later may be missing, and is then as it was before there was one.</summary>
    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static JsonTypeInfo ElementOf(JsonTypeInfo type) => type.Options.GetTypeInfo(type.ElementType!);

    /// <summary>The sentences about a name that does not exist.</summary>
    private static string Unknown(string at, string key, IReadOnlyCollection<string> names) =>
        $"there is no option {Excerpt.Of(Join(at, key))}; there are: {string.Join(", ", names)}." +
        (Suggestion.Nested(key, names) ?? Suggestion.For(key, names));

    /// <summary>Whether a value is of a type; JSON can say larger numbers than a number can hold, and smaller ones, which must not pass for 0.</summary>
    /// <param name="node">The value.</param>
    /// <param name="type">The type.</param>
    internal static bool IsReadable(JsonNode? node, JsonTypeInfo type)
    {
        try
        {
            return node.Deserialize(type) switch
            {
                null => Nullable.GetUnderlyingType(type.Type) is not null,
                float number => float.IsFinite(number) && (number != 0f || WrittenNumber.IsZero(node!.ToJsonString())),
                double number => double.IsFinite(number) && (number != 0.0 || WrittenNumber.IsZero(node!.ToJsonString())),
                _ => true,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
