using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Dragoman.Messages;
using Dragoman.Options;

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
        try
        {
            return JsonNode.Parse(JsonFile.ReadBytes(path), documentOptions: Lenient) as JsonObject ??
                throw new ConfigurationException($"{path} must hold a JSON object, such as {example}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException($"{path}: the file does not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? FormattableString.Invariant($", line {line + 1}, column {e.BytePositionInLine + 1}") : "";
            throw new ConfigurationException($"{path}{place}: not valid JSON: {e.Message.Split(" LineNumber:")[0].Replace(" encountered during deserialization", "", StringComparison.Ordinal)}", e);
        }
        catch (ArgumentException e) // A name that stands twice.
        {
            throw new ConfigurationException($"{path} is not valid JSON: {e.Message}", e);
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
            Check(root, type, path, at: "");
            return root.Deserialize(type)!; // The root is an object, not null.
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ConfigurationException($"{path} is not valid: {e.Message}", e);
        }
    }

    /// <summary>The sentence about a name that does not exist.</summary>
    /// <param name="where">Where it stands: a file or an option of the command line.</param>
    /// <param name="path">The name with what leads to it.</param>
    /// <param name="names">The names that exist there.</param>
    internal static ConfigurationException Unknown(string where, string path, IReadOnlyCollection<string> names) =>
        new($"{where}: there is no option {Excerpt.Of(path)}; there are: {string.Join(", ", names)}." + Suggestion.For(path.Split('.')[^1], names));

    private static void Check(JsonNode? node, JsonTypeInfo type, string file, string at)
    {
        switch (type.Kind, node)
        {
            case (JsonTypeInfoKind.Object, JsonObject group):
                CheckMembers(group, type, file, at);
                break;
            case (JsonTypeInfoKind.Dictionary, JsonObject entries):
                foreach ((string key, JsonNode? value) in entries)
                {
                    Check(value, type.Options.GetTypeInfo(type.ElementType!), file, Join(at, key));
                }

                break;
            case (JsonTypeInfoKind.Enumerable, JsonArray items):
                for (int i = 0; i < items.Count; i++)
                {
                    Check(items[i], type.Options.GetTypeInfo(type.ElementType!), file, FormattableString.Invariant($"{at}[{i}]"));
                }

                break;
            case (JsonTypeInfoKind.None, _) when IsReadable(node, type):
                break;
            default:
                throw new ConfigurationException($"{file}: {at} is {Excerpt.Of(node?.ToJsonString() ?? "null")}; it must be {OptionCatalog.Describe(type)}.");
        }
    }

    private static void CheckMembers(JsonObject group, JsonTypeInfo type, string file, string at)
    {
        foreach ((string key, JsonNode? value) in group)
        {
            JsonPropertyInfo member = type.Properties.FirstOrDefault(property => property.Name == key) ??
                throw Unknown(file, Join(at, key), [.. type.Properties.Select(property => property.Name)]);
            if (value is not null || !member.IsSetNullable)
            {
                Check(value, type.Options.GetTypeInfo(member.PropertyType), file, Join(at, key));
            }
        }

        if (type.Properties.FirstOrDefault(property => property.AssociatedParameter is { HasDefaultValue: false } && !group.ContainsKey(property.Name)) is { } missing)
        {
            throw new ConfigurationException($"{file}: {Join(at, missing.Name)} is missing; it must be {OptionCatalog.Describe(type.Options.GetTypeInfo(missing.PropertyType))}.");
        }
    }

    /// <summary>Whether a value is of a type; a number must be finite, for JSON can say larger ones than a number can hold.</summary>
    /// <param name="node">The value.</param>
    /// <param name="type">The type.</param>
    internal static bool IsReadable(JsonNode? node, JsonTypeInfo type)
    {
        try
        {
            return node.Deserialize(type) switch
            {
                null => Nullable.GetUnderlyingType(type.Type) is not null,
                float number => float.IsFinite(number),
                double number => double.IsFinite(number),
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
