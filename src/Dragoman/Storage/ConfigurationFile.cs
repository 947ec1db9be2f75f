using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dragoman.Configuration;
using Dragoman.Messages;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Storage;

/// <summary><c>config.json</c> of a model folder: the version of its format, and all options.</summary>
internal static class ConfigurationFile
{
    private const long MostBytes = 1_000_000;
    private const string RestoreIt = "Restore the file that training wrote.";

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">All options.</param>
    internal static void Write(Stream stream, TranslatorOptions options) =>
        JsonSerializer.Serialize(stream, new ConfigFile(ModelFolder.FormatVersion, options), ConfigJson.Default.ConfigFile);

    /// <summary>Reads and checks the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">It is missing, damaged, or of a newer format.</exception>
    internal static TranslatorOptions Read(string path)
    {
        byte[] json = [];
        try
        {
            json = JsonFile.ToUtf8(path, RegularFile.ReadAll(path, MostBytes));
            JsonNode? written = JsonNode.Parse(json, documentOptions: UniqueNames.Required(json));
            if (written is not JsonObject root)
            {
                throw new CheckpointException(path, "it holds no JSON object.", RestoreIt);
            }

            int version = ReadVersion(path, root["formatVersion"]);
            if (version == 1 && root["options"] is JsonObject old)
            {
                RenamedOptions.Update(old, path);
            }

            CheckOptions(path, root["options"]);
            if (StrictJson.FindFault(root, ConfigJson.Default.ConfigFile) is { } fault)
            {
                throw new CheckpointException(path, fault, RestoreIt);
            }

            ConfigFile config = root.Deserialize(ConfigJson.Default.ConfigFile)!; // An object is never null.
            ConfigurationException.ThrowIfAny(config.Options.Validate());
            return config.Options;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException(path, "the file does not exist.", "The folder holds no model; train one there, or check the path.", e);
        }
        catch (InvalidDataException e)
        {
            throw new CheckpointException(path, $"the file cannot be read, for {e.Message}.", RestoreIt, e);
        }
        catch (JsonException e)
        {
            throw new CheckpointException(path + JsonPlace.Of(json, e), $"not valid JSON: {StrictJson.Problem(e)}", RestoreIt, e);
        }
        catch (Exception e) when (e is ConfigurationException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new CheckpointException(path, $"it is not a valid configuration: {Excerpt.Of(e.Message.Replace(Environment.NewLine, " ", StringComparison.Ordinal), start: 400, end: 200)}", RestoreIt, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not CheckpointException)
        {
            throw new CheckpointException(path, $"the file cannot be read ({e.Message.TrimEnd('.')}).", "Check the path and its permissions.", e);
        }
    }

    private static int ReadVersion(string path, JsonNode? version)
    {
        if (version is null)
        {
            throw new CheckpointException(path, "it has no formatVersion.", RestoreIt);
        }

        string text = Excerpt.Of(version.ToJsonString());
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        {
            throw new CheckpointException(path, $"formatVersion is {text}; it must be a whole number from 1 to {ModelFolder.FormatVersion}.", RestoreIt);
        }

        if (number > ModelFolder.FormatVersion)
        {
            throw new CheckpointException(
                path,
                string.Create(CultureInfo.InvariantCulture, $"the model folder has format version {number}, and this program reads up to {ModelFolder.FormatVersion}."),
                "Use a newer version of dragoman.");
        }

        return number;
    }

    /// <summary>Options of another version would otherwise be reported as a damaged file.</summary>
    private static void CheckOptions(string path, JsonNode? options)
    {
        if (options is not JsonObject)
        {
            throw new CheckpointException(path, "it has no options.", RestoreIt);
        }

        if (OptionCatalog.UnknownIn(options).FirstOrDefault() is { } unknown)
        {
            throw new CheckpointException(
                path, $"this version of the program knows no option {Excerpt.Of(unknown, start: 100)}.", "Use the version that made the model, or train it again.");
        }
    }
}
