using System.Text.Json;
using System.Text.Json.Serialization;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Shards;

/// <summary>What stands beside the output of a part, in a file of its own: what it was made of and by, and how far it is.</summary>
internal sealed record ShardNote
{
    /// <summary>What the name of a note adds to that of the output.</summary>
    internal const string Ending = ".shard.json";

    private const int CurrentFormat = 1;
    private const long MostBytes = 1 << 20;

    /// <summary>Version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Which part, from 1.</summary>
    public required int Shard { get; init; }

    /// <summary>How many parts there are.</summary>
    public required int Of { get; init; }

    /// <summary>Whether the whole input has been worked on.</summary>
    public bool Complete { get; init; }

    /// <summary>Lines of the input that have been read, those of other parts included.</summary>
    public long InputLines { get; init; }

    /// <summary>Checksum of these lines, see <see cref="TextPosition"/>.</summary>
    public uint InputChecksum { get; init; }

    /// <summary>Bytes that have been written.</summary>
    public long Bytes { get; init; }

    /// <summary>CRC-32C of these bytes.</summary>
    public uint Checksum { get; init; }

    /// <summary>Whether lines of the output begin with the number of their line in the input, from 0, which may have several: those of n-best lists.</summary>
    public bool Numbered { get; init; }

    /// <summary>What the output depends on besides the input, by name.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The command line that made it, for messages.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Which part it is.</summary>
    [JsonIgnore]
    internal Shard Part => new(Shard, Of);

    /// <summary>How far the input has been read.</summary>
    [JsonIgnore]
    internal TextPosition Position => new(InputLines, InputChecksum);

    /// <summary>The note of an output; null if there is none.</summary>
    /// <param name="output">Path of the output.</param>
    /// <exception cref="IOException">It cannot be read, is damaged, or of a newer program.</exception>
    internal static ShardNote? Read(string output)
    {
        string path = output + Ending;
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            ShardNote note = JsonSerializer.Deserialize(RegularFile.ReadAll(path, MostBytes), ShardJson.Default.ShardNote) ?? throw new JsonException();
            return note.Format != CurrentFormat
                ? throw new IOException($"{path} has format {note.Format}; this program reads {CurrentFormat}. Use the program that wrote it.")
                : note.IsPossible ? note : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new IOException($"{path} is damaged: it does not say how far {output} is. Delete both, and translate that part again.", e);
        }
    }

    /// <summary>Writes the note beside its output.</summary>
    /// <param name="output">Path of the output.</param>
    /// <exception cref="IOException">The disk is full or the folder cannot be written; the old note is untouched.</exception>
    internal void Write(string output) => AtomicFile.Write(
        output + Ending, stream => stream.Write([.. JsonSerializer.SerializeToUtf8Bytes(this, ShardJson.Default.ShardNote), (byte)'\n']));

    /// <summary>The settings in which this differs from what else was or is asked for, as a list; null if there is none.</summary>
    /// <param name="others">The other settings.</param>
    internal string? DifferencesFrom(IReadOnlyDictionary<string, string> others)
    {
        string[] differences =
        [
            .. from name in Settings.Keys.Union(others.Keys).Order(StringComparer.Ordinal)
               let here = Settings.GetValueOrDefault(name, "not given")
               let there = others.GetValueOrDefault(name, "not given")
               where here != there
               select $"{name} = {Excerpt.Of(here)} (not {Excerpt.Of(there)})",
        ];
        return differences.Length == 0 ? null : string.Join(", ", differences);
    }

    private bool IsPossible => Shard >= 1 && Shard <= Of && Of <= Shards.Shard.MostParts && InputLines >= 0 && Bytes >= 0 &&
        Settings.Values.All(value => value is not null) && Command.All(word => word is not null); // JSON knows null.
}

/// <summary>Reads and writes notes as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ShardNote))]
internal sealed partial class ShardJson : JsonSerializerContext;
