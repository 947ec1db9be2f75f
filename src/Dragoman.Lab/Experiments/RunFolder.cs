using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Configuration;
using Dragoman.Decoding;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Lab.Experiments;

/// <summary>Where one run keeps its model and its result, inside the experiment's output folder: <c>SYSTEM/seed-1</c>.</summary>
internal sealed class RunFolder
{
    private const string SettingsName = "settings.json";
    private const string ResultName = "result.json";
    private const int MostDifferences = 5; // named in a message

    private readonly string _path;

    internal RunFolder(string output, ExperimentRun run)
    {
        RelativePath = FormattableString.Invariant($"{NameOf(run.System)}/seed-{run.Seed}");
        _path = Path.Combine(output, NameOf(run.System), FormattableString.Invariant($"seed-{run.Seed}"));
    }

    /// <summary>Path from the output folder, with / between folders, for links.</summary>
    internal string RelativePath { get; }

    /// <summary>The model folder.</summary>
    internal ModelFolder Model => new(File("model"));

    /// <summary>Paths of all files that a run may write.</summary>
    /// <param name="heatMaps">Number of pictures.</param>
    internal IEnumerable<string> FilesWith(int heatMaps) =>
        [File(SettingsName), File(ResultName), .. Model.Files, .. Enumerable.Range(1, heatMaps).Select(number => File(HeatMapName(number)))];

    /// <summary>The file name of a picture.</summary>
    /// <param name="number">Its number, from 1.</param>
    internal static string HeatMapName(int number) => FormattableString.Invariant($"attention-{number}.svg");

    /// <summary>A system's name as a folder's: lower-case letters and digits, parted by dashes.</summary>
    internal static string NameOf(string system) => string.Join('-', new string([.. system.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Path of a file inside.</summary>
    internal string File(string name) => Path.Combine(_path, name);

    /// <summary>Makes the folder this run's, so that it is never continued with other settings.</summary>
    /// <param name="settings">All that the trained model depends on.</param>
    /// <exception cref="ConfigurationException">The folder belongs to a run with other settings.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    internal void Claim(JsonObject settings)
    {
        FolderAccess.Make(_path);
        if (!System.IO.File.Exists(File(SettingsName)))
        {
            AtomicFile.WriteText(File(SettingsName), settings.ToJsonString(ExperimentJson.Default.Options) + "\n");
            return;
        }

        List<string> differences = Differences(ReadSettings(), settings);
        if (differences.Count > 0)
        {
            throw new ConfigurationException(
                $"{_path} holds a run of other settings: {string.Join(", ", differences.Take(MostDifferences))}" +
                $"{(differences.Count > MostDifferences ? ", and more" : "")}. Delete the folder, or name another one with --output.");
        }
    }

    /// <summary>Reads the result; null if there is none, or it is that of other settings or another evaluation.</summary>
    /// <param name="settings">All that the trained model depends on.</param>
    /// <param name="evaluation">How it should be measured.</param>
    /// <param name="search">How translations should be searched for.</param>
    internal RunResult? FindResult(JsonObject settings, EvaluationSettings evaluation, SearchOptions search) =>
        System.IO.File.Exists(File(SettingsName)) && Differences(ReadSettings(), settings).Count == 0
            && ReadResult() is { } result && ToJson(result.Evaluation) == ToJson(evaluation) && result.Search == search
            ? result
            : null;

    /// <summary>Refuses a result of other data.</summary>
    /// <param name="result">The result that is there.</param>
    /// <param name="files">The experiment's files.</param>
    /// <exception cref="ConfigurationException">A file has changed since.</exception>
    internal void ThrowIfOutdated(RunResult result, ExperimentFiles files)
    {
        string[] changed = [.. files.ChangedSince(result.Files)];
        if (changed.Length > 0)
        {
            throw new ConfigurationException(
                $"{_path} holds a result of other data: {string.Join(", ", changed)} {(changed.Length > 1 ? "have" : "has")} changed since. " +
                "Delete the folder, or name another one with --output.");
        }
    }

    /// <summary>Reads the result, whatever the evaluation; null if there is none.</summary>
    internal RunResult? ReadResult()
    {
        string path = File(ResultName);
        if (!System.IO.File.Exists(path))
        {
            return null;
        }

        try
        {
            return StrictJson.Read(path, ExperimentJson.Default.RunResult, "{ \"system\": \"additive\", \"seed\": 1, … }");
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{e.Message} Delete the file; the model will be evaluated again.", e);
        }
    }

    /// <summary>Checksum of the result, which says when and how well its model was trained; empty if there is none.</summary>
    internal string ResultChecksum() => System.IO.File.Exists(File(ResultName)) ? FileChecksum.Of(File(ResultName)).Text : "";

    /// <summary>Writes the result.</summary>
    internal void WriteResult(RunResult result) => AtomicFile.Write(
        File(ResultName), stream => JsonSerializer.Serialize(stream, result, ExperimentJson.Default.RunResult));

    private JsonObject ReadSettings()
    {
        try
        {
            JsonObject written = JsonNode.Parse(JsonFile.ReadBytes(File(SettingsName))) as JsonObject ?? throw new JsonException("It holds no object.");
            return ExperimentRun.Read(written);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ConfigurationException($"{File(SettingsName)} is damaged: {e.Message} Delete the folder {_path}.", e);
        }
    }

    /// <summary>Evaluation settings as text, to compare them.</summary>
    /// <param name="settings">The settings.</param>
    internal static string ToJson(EvaluationSettings settings) => JsonSerializer.Serialize(settings, ExperimentJson.Default.EvaluationSettings);

    private static List<string> Differences(JsonObject there, JsonObject here)
    {
        Dictionary<string, string> before = Flatten(there, "").ToDictionary();
        Dictionary<string, string> now = Flatten(here, "").ToDictionary();
        return
        [
            .. from path in before.Keys.Union(now.Keys)
               let old = before.GetValueOrDefault(path, "nothing")
               let wanted = now.GetValueOrDefault(path, "nothing")
               where old != wanted
               select $"{path} ({old} there, {wanted} now)",
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode? node, string path) => node is JsonObject group
        ? group.SelectMany(member => Flatten(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}"))
        : [new(path, node?.ToJsonString() ?? "null")];
}
