using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dragoman.Configuration;

/// <summary>Options under construction: a preset, changed by a configuration file and by <c>key=value</c> settings.</summary>
/// <remarks>Keys are paths such as <c>model.decoderHiddenSize</c>. Every key must exist in the preset, so a slip of the pen is an error.</remarks>
public sealed class OptionsDocument
{
    private readonly JsonObject _root;
    private readonly Dictionary<string, string> _origins = []; // for each option that a file has set, that file

    /// <summary>Starts from complete options.</summary>
    /// <param name="options">The options to change.</param>
    public OptionsDocument(ExperimentOptions options)
    {
        _root = JsonSerializer.SerializeToNode(options, ConfigJson.Default.ExperimentOptions)!.AsObject();
    }

    /// <summary>Changes what a JSON file names and keeps the rest.</summary>
    /// <param name="path">The file, an object of the shape of <c>config.json</c>'s options.</param>
    /// <exception cref="ConfigurationException">The file is missing or not JSON, or names an unknown key.</exception>
    public void Merge(string path)
    {
        JsonObject changes = StrictJson.ReadObject(path, "{ \"model\": { \"embedSize\": 128 } }");
        if (changes.ContainsKey("systems"))
        {
            throw new ConfigurationException($"{path} describes an experiment, not options. Run it with: dragoman experiment {path} --output DIR");
        }

        Merge(_root, changes, prefix: "", path);
    }

    /// <summary>Changes one option.</summary>
    /// <param name="setting">Such as <c>model.embedSize=128</c>.</param>
    /// <exception cref="ConfigurationException">There is no such option, or the setting has no <c>=</c>.</exception>
    public void Set(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            throw new ConfigurationException($"--set {setting}: expected key=value, such as model.embedSize=128.");
        }

        Set(setting[..equals].Trim(), Parse(setting[(equals + 1)..].Trim()), "--set");
    }

    /// <summary>Changes one option.</summary>
    /// <param name="path">Such as <c>model.embedSize</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="where">Where it was set, for messages.</param>
    /// <exception cref="ConfigurationException">There is no such option.</exception>
    public void Set(string path, JsonNode? value, string where)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] keys = path.Split('.');
        JsonObject parent = _root;
        for (int i = 0; i < keys.Length - 1; i++)
        {
            parent = Member(parent, keys, i, where) as JsonObject ??
                throw new ConfigurationException($"{where}: {string.Join('.', keys[..(i + 1)])} is a value, not a group of options.");
        }

        if (Member(parent, keys, keys.Length - 1, where) is JsonObject group)
        {
            throw new ConfigurationException($"{where}: {path} is a group of options; name one of: {Names(group)}.");
        }

        parent[keys[^1]] = value?.DeepClone();
        _origins.Remove(path);
    }

    /// <summary>The options as they stand.</summary>
    /// <exception cref="ConfigurationException">A value has the wrong type or is out of range; the message lists everything wrong.</exception>
    public ExperimentOptions Build()
    {
        ExperimentOptions options;
        try
        {
            options = _root.Deserialize(ConfigJson.Default.ExperimentOptions)!;
        }
        catch (JsonException e)
        {
            throw new ConfigurationException(Explain(e), e);
        }

        ConfigurationException.ThrowIfAny(options.Validate());
        return options;
    }

    /// <summary>The options as JSON text, fit for <see cref="Merge(string)"/>.</summary>
    public string ToJson() => _root.ToJsonString(ConfigJson.Default.Options);

    private void Merge(JsonObject target, JsonObject changes, string prefix, string file)
    {
        foreach ((string key, JsonNode? value) in changes)
        {
            string[] path = [.. prefix.Split('.', StringSplitOptions.RemoveEmptyEntries), key];
            if (Member(target, path, path.Length - 1, file) is JsonObject group && value is JsonObject inner)
            {
                Merge(group, inner, string.Join('.', path), file);
            }
            else
            {
                target[key] = value?.DeepClone();
                _origins[string.Join('.', path)] = file;
            }
        }
    }

    private static JsonNode? Member(JsonObject parent, string[] keys, int index, string where) =>
        parent.TryGetPropertyValue(keys[index], out JsonNode? value)
            ? value
            : throw new ConfigurationException(
                $"{where}: there is no option {string.Join('.', keys)}; there are: {string.Join(", ", parent.Select(member => member.Key))}." +
                $"{Suggestion.ForPath(string.Join('.', keys), OptionCatalog.All.Select(option => option.Path))} `dragoman options` lists all.");

    private static string Names(JsonObject group) => string.Join(", ", group.Select(member => member.Key));

    /// <summary>Numbers and truth values as such, anything else as a word.</summary>
    private static JsonValue? Parse(string value) => value switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        "null" => null,
        _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => JsonValue.Create(real),
        _ => JsonValue.Create(value),
    };

    /// <summary>The serializer says where; what was expected there is looked up in the options' types.</summary>
    private string Explain(JsonException e)
    {
        string path = (e.Path ?? "$").TrimStart('$').TrimStart('.');
        JsonNode? value = path.Split('.').Aggregate<string, JsonNode?>(_root, (node, key) => (node as JsonObject)?[key]);
        string expected = OptionCatalog.All.FirstOrDefault(option => option.Path == path)?.Expected ?? "a value of another type";
        string place = _origins.TryGetValue(path, out string? file) ? $"{file}: " : "";
        return $"{place}{path} is {value?.ToJsonString() ?? "null"}; it must be {expected}.";
    }
}
