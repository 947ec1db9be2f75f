using System.Collections.Immutable;
using System.Globalization;
using Dragoman.Configuration;
using Dragoman.Messages;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Text;

namespace Dragoman.Storage;

/// <summary>What a model's weights were trained with, noted in their file: the options that give them meaning, and checksums of the vocabularies.</summary>
/// <remarks>
/// Weights read through other options or another vocabulary give fluent nonsense, so a difference is an error. Options that people change on
/// purpose (how to search, how long to train) are not noted. A file without notes, as of an older version or another program, is taken as it is.
/// </remarks>
internal static class TrainedWith
{
    private const string RestoreIt = "Restore the file that training wrote.";

    /// <summary>Groups of options that decide what the weights mean.</summary>
    private static readonly string[] Meaning = ["model.", "data.source.", "data.target.", "data.encoding.appendEosToSource"];

    /// <summary>Options that make a model's first weights and its text model; what they have made stands in files of its own.</summary>
    private static readonly string[] Making =
    [
        "model.initialization", "data.vocabulary.minimumFrequency", "data.vocabulary.maximumSize", "data.vocabulary.shared",
        .. from side in new[] { "source", "target" }
           from option in new[] { "bytePair.merges", "bytePair.minimumFrequency", "bytePair.threshold", "bytePair.codes", "sentencePiece.model" }
           select $"data.{side}.{option}",
    ];

    /// <summary>Options of those groups that only training reads.</summary>
    private static readonly string[] TrainingOnly =
    [
        "model.freezeSourceEmbeddings", "model.freezeTargetEmbeddings", "model.dropoutMask", "model.embedDropout", "model.layerDropout",
        "model.recurrentDropout", "model.attention.dropout", "model.readoutDropout", "model.wordDropout", "data.source.bytePair.dropout", "data.target.bytePair.dropout",
    ];

    /// <summary>The notes.</summary>
    /// <param name="options">All options.</param>
    /// <param name="source">Reads source sentences.</param>
    /// <param name="target">Reads target sentences.</param>
    internal static IReadOnlyDictionary<string, string> Notes(TranslatorOptions options, TextModel source, TextModel target)
    {
        Dictionary<string, string> notes = new(Meaningful(options))
        {
            [StoredText.Vocabularies[0]] = ChecksumOf(source.Vocabulary),
            [StoredText.Vocabularies[1]] = ChecksumOf(target.Vocabulary),
        };
        foreach ((string name, Action<Stream> write) in StoredText.Files(source, target).Where(file => StoredText.Learned.Contains(file.Name)))
        {
            using MemoryStream written = new();
            write(written);
            notes[name] = ChecksumOf(written.ToArray());
        }

        return notes;
    }

    /// <summary>The notes of a file of weights; none if there is no such file yet.</summary>
    /// <param name="weights">Path of the file.</param>
    /// <exception cref="CheckpointException">The file is damaged.</exception>
    internal static IReadOnlyDictionary<string, string> NotesOf(string weights)
    {
        if (!File.Exists(weights))
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using SafetensorsFile file = SafetensorsFile.Open(weights, Verification.None);
        return file.Metadata;
    }

    /// <summary>Throws when the options are not those of the weights.</summary>
    /// <param name="config">Path of the file that holds the options.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="options">All options.</param>
    /// <exception cref="CheckpointException">An option differs.</exception>
    internal static void ThrowIfOther(string config, IReadOnlyDictionary<string, string> notes, TranslatorOptions options)
    {
        if (Difference(notes, options) is var (path, now, then))
        {
            throw new CheckpointException(config, $"{path} is {now}, but the weights were trained with {Excerpt.Of(then)}.", RestoreIt);
        }
    }

    /// <summary>Throws when the options that a user asks for are not those of the weights.</summary>
    /// <param name="folder">Path of the model folder.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="options">All options.</param>
    /// <param name="remedy">What to do.</param>
    /// <exception cref="ConfigurationException">An option differs.</exception>
    internal static void ThrowIfOtherwise(string folder, IReadOnlyDictionary<string, string> notes, TranslatorOptions options, string remedy)
    {
        if (Difference(notes, options) is var (path, now, then))
        {
            throw new ConfigurationException($"{path} is {now}, but the model in {folder} was trained with {then}. {remedy}");
        }
    }

    /// <summary>Throws when a new training that starts with a model asks for a text model or first weights of its own.</summary>
    /// <param name="folder">Path of the model's folder.</param>
    /// <param name="start">The model's options.</param>
    /// <param name="options">Those of the new training.</param>
    /// <exception cref="ConfigurationException">An option that would have no effect is another.</exception>
    internal static void ThrowIfMadeOtherwise(string folder, TranslatorOptions start, TranslatorOptions options)
    {
        (IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now) = (OptionCatalog.ValuesOf(start), OptionCatalog.ValuesOf(options));
        if (Making.FirstOrDefault(path => now[path] != then[path]) is { } other)
        {
            throw new ConfigurationException(
                $"{other} is {now[other]}, but the model in {folder} was made with {then[other]}, and a training that starts from it takes its text model and weights as they are. Leave the option.");
        }
    }

    /// <summary>Throws when a vocabulary is not that of the weights.</summary>
    /// <param name="file">Path of the vocabulary.</param>
    /// <param name="notes">The notes.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <exception cref="VocabularyException">It is another one.</exception>
    internal static void ThrowIfOther(string file, IReadOnlyDictionary<string, string> notes, Vocabulary vocabulary)
    {
        if (!notes.TryGetValue(Path.GetFileName(file), out string? then) || ChecksumOf(vocabulary) == then)
        {
            return;
        }

        string count = then.Split(' ')[0];
        throw new VocabularyException(
            file,
            null,
            count == Count(vocabulary)
                ? $"the file was edited or damaged: it holds {ChecksumOf(vocabulary)}, but the weights were trained with {then}. {RestoreIt}"
                : $"it has {Count(vocabulary)} tokens, but the weights are for {count}. {RestoreIt}");
    }

    /// <summary>Throws when the file of a tokenizer or truecaser is not that of the weights.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="notes">The notes.</param>
    /// <exception cref="VocabularyException">It is another one, or cannot be read.</exception>
    internal static void ThrowIfOther(string file, IReadOnlyDictionary<string, string> notes)
    {
        if (notes.TryGetValue(Path.GetFileName(file), out string? then) && File.Exists(file) &&
            LearnedFile.Read(file, "model", ChecksumOf) is var now && now != then)
        {
            throw new VocabularyException(file, null, $"the file was edited or damaged: it holds {now}, but the weights were trained with {then}. {RestoreIt}");
        }
    }

    /// <summary>The first option that is not what the weights were trained with; null if there is none.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="options">All options.</param>
    private static (string Path, string Now, string Then)? Difference(IReadOnlyDictionary<string, string> notes, TranslatorOptions options)
    {
        foreach ((string path, string now) in Meaningful(options))
        {
            if ((notes.TryGetValue(path, out string? then) || notes.TryGetValue(RenamedOptions.Before(path), out then)) && then != now)
            {
                return (path, now, then);
            }
        }

        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Meaningful(TranslatorOptions options) =>
        from value in OptionCatalog.ValuesOf(options)
        where Meaning.Any(prefix => value.Key.StartsWith(prefix, StringComparison.Ordinal)) && !Making.Contains(value.Key) && !TrainingOnly.Contains(value.Key)
        select value;

    private static string ChecksumOf(Vocabulary vocabulary) => $"{Count(vocabulary)} tokens with checksum {vocabulary.Checksum}";

    private static string ChecksumOf(byte[] bytes)
    {
        Checksum checksum = new();
        checksum.Append(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.Length:N0} bytes with checksum {checksum.Text}");
    }

    private static string Count(Vocabulary vocabulary) => vocabulary.Count.ToString("N0", CultureInfo.InvariantCulture);
}
