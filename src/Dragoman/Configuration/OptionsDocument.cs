using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Messages;
using Dragoman.Options;

namespace Dragoman.Configuration;

/// <summary>Options under construction: a preset, changed by a configuration file and by <c>key=value</c> settings.</summary>
/// <remarks>Keys are paths such as <c>model.decoderHiddenSize</c>. Every key must exist in the preset, so a slip of the pen is an error.</remarks>
public sealed class OptionsDocument
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;
    private readonly Dictionary<string, string?> _origins = []; // for each option that was set, the file that did; null for other places
    private JsonObject _start; // what changes are measured by

    /// <summary>Starts from complete options.</summary>
    /// <param name="options">The options to change.</param>
    public OptionsDocument(TranslatorOptions options)
    {
        _root = JsonSerializer.SerializeToNode(options, ConfigJson.Default.TranslatorOptions)!.AsObject();
        _start = _root.DeepClone().AsObject();
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

        RenamedOptions.Update(changes, path);
        Merge(_root, changes, prefix: "", path);
        if (OptionCatalog.All.All(option => _origins.GetValueOrDefault(option.Path) == path))
        {
            _start = _root.DeepClone().AsObject();
        }
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

        (string path, string value) = (setting[..equals].Trim(), setting[(equals + 1)..].Trim());
        bool isText = OptionCatalog.All.FirstOrDefault(option => option.Path == RenamedOptions.Current(path))?.IsText ?? false;
        Set(path, isText ? JsonValue.Create(value) : Parse(value), "--set");
    }

    /// <summary>Changes one option.</summary>
    /// <param name="path">Such as <c>model.embedSize</c>.</param>
    /// <param name="value">Its value.</param>
    /// <param name="where">Where it was set, for messages.</param>
    /// <exception cref="ConfigurationException">There is no such option.</exception>
    public void Set(string path, JsonNode? value, string where)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = RenamedOptions.Current(path);
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
        _origins[path] = null;
    }

    /// <summary>The options as they stand.</summary>
    /// <exception cref="ConfigurationException">A value has the wrong type or is out of range; the message lists everything wrong.</exception>
    public TranslatorOptions Build()
    {
        ConfigurationException.ThrowIfAny(OptionCatalog.All.Select(FindFault).OfType<string>());
        TranslatorOptions options = _root.Deserialize(ConfigJson.Default.TranslatorOptions)!;
        ConfigurationException.ThrowIfAny(options.Validate());
        return options;
    }

    /// <summary>The same, but an option that was changed without effect is wrong, too.</summary>
    /// <remarks>
    /// To switch off what is not on is no fault. A file that names every option is a recipe of its own, and may hold values without effect, as
    /// presets do.
    /// </remarks>
    /// <param name="idle">Options that change nothing beside what else is given, such as the share of pairs to validate on beside a corpus for it.</param>
    /// <exception cref="ConfigurationException">A value has the wrong type, is out of range or changes nothing; the message lists everything wrong.</exception>
    public TranslatorOptions BuildEffective(params IEnumerable<IdleOption> idle)
    {
        TranslatorOptions options = Build();
        ConfigurationException.ThrowIfAny(
            Changed(options.Idle().Concat(idle)).Select(idle => $"{Place(idle.Path)}{idle.Path} would have no effect, for {idle.Reason}. Leave it out."));
        return options;
    }

    /// <summary>Options that were changed without effect.</summary>
    /// <param name="options">What <see cref="Build"/> gave.</param>
    internal IEnumerable<IdleOption> IdleChanges(TranslatorOptions options) => Changed(options.Idle());

    private IEnumerable<IdleOption> Changed(IEnumerable<IdleOption> options) =>
        from idle in options
        let value = Text(At(_root, idle.Path))
        where _origins.ContainsKey(idle.Path) && value != Text(At(_start, idle.Path)) && value is not ("0" or "false")
        select idle;

    /// <summary>The options as JSON text, fit for <see cref="Merge(string)"/>.</summary>
    public string ToJson() => _root.ToJsonString(ConfigJson.Default.Options);

    private void Merge(JsonObject target, JsonObject changes, string prefix, string file)
    {
        foreach ((string key, JsonNode? value) in changes)
        {
            string[] path = [.. prefix.Split('.', StringSplitOptions.RemoveEmptyEntries), key];
            if (Member(target, path, path.Length - 1, file) is JsonObject group)
            {
                Merge(group, value as JsonObject ?? throw NoGroup(file, path, value, group), string.Join('.', path), file);
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
                $"{Suggestion.Nested(keys[index], parent.Select(member => member.Key)) ?? Suggestion.ForPath(string.Join('.', keys), OptionCatalog.All.Select(option => option.Path))} `dragoman options` lists all.");

    private static ConfigurationException NoGroup(string file, string[] path, JsonNode? value, JsonObject group) =>
        new($"{file}: {string.Join('.', path)} is {Text(value)}; it must be a group of options: {Names(group)}.");

    private static string Names(JsonObject group) => string.Join(", ", group.Select(member => member.Key));

    /// <summary>Numbers and truth values as such, anything else, such as what is no finite number, as a word.</summary>
    private static JsonValue? Parse(string value) => value switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        "null" => null,
        _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong large) => JsonValue.Create(large),
        _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real) && (real != 0 || WrittenNumber.IsZero(value)) => JsonValue.Create(real),
        _ => JsonValue.Create(value),
    };

    /// <summary>What is wrong with the type of a value; null if nothing is.</summary>
    private string? FindFault(Option option)
    {
        JsonNode? value = At(_root, option.Path);
        return option.Accepts(value) ? null : $"{Place(option.Path)}{option.Path} is {Text(value)}; it must be {option.ExpectedInsteadOf(value)}.";
    }

    private static JsonNode? At(JsonObject root, string path) => path.Split('.').Aggregate<string, JsonNode?>(root, (node, key) => (node as JsonObject)?[key]);

    private static string Text(JsonNode? value) => Excerpt.Of(value?.ToJsonString(Readable) ?? "null");

    /// <summary>The file that has set an option, for the beginning of a message; nothing for the command line.</summary>
    private string Place(string path) => _origins.TryGetValue(path, out string? file) && file is not null ? $"{file}: " : "";
}
