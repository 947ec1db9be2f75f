using System.Text.Json;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Onnx.Format;
using Dragoman.Onnx.Graphs;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.Text;

namespace Dragoman.Onnx;

/// <summary>Writes a trained model as ONNX, for any program with a runtime of this format.</summary>
/// <remarks>
/// <c>encoder.onnx</c> is run once per batch of sentences, <c>step.onnx</c> once per target token; <c>decoding.json</c> says how their inputs and outputs go
/// together. Beside them stand the model's options, vocabularies, and what its tokenizers have learnt.
/// </remarks>
public static class OnnxExport
{
    private const string DescriptionName = "decoding.json";
    private const int LongestDescription = 1 << 20; // bytes

    /// <summary>Writes the model of a folder into another one.</summary>
    /// <param name="model">Folder of the trained model.</param>
    /// <param name="folder">Where the files go; it is made if it is missing, and an older export in it is replaced.</param>
    /// <returns>Paths of the files.</returns>
    /// <exception cref="CheckpointException">There is no model, or it is damaged, or its weights are stored in 8 bits.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    /// <exception cref="ConfigurationException">The model attends by a score of the user's own, or a graph would have more than 2 GB.</exception>
    /// <exception cref="IOException">The output holds a trained model or files that are no export, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    public static IReadOnlyList<string> Write(string model, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ThrowIfTaken(folder);
        ModelFolder trained = new(model);
        TranslatorOptions options = trained.ReadOptions();
        ThrowIfCustom(options.Model.Attention);
        (Vocabulary source, Vocabulary target) = trained.ReadVocabularies();
        Seq2SeqModel network = trained.CreateModel(options, source, target, customAttention: null);
        (string Name, Action<Stream> Write)[] files =
        [
            .. Graphs(network, options),
            (ModelFolder.ConfigName, stream => ConfigurationFile.Write(stream, options)),
            (DecodingDescription.SourceVocabulary, source.Write),
            (DecodingDescription.TargetVocabulary, target.Write),
            .. Learned(model),
        ];
        ThrowIfForeign(folder, files.Select(file => file.Name));
        trained.ReadWeights(network);
        ThrowIfQuantized(model, network);

        using AtomicFolder update = AtomicFolder.Begin(folder);
        foreach ((string name, Action<Stream> write) in files)
        {
            update.Write(name, write);
        }

        foreach (string other in StoredText.Learned.Except(files.Select(file => file.Name)))
        {
            update.Remove(other); // Of an older export.
        }

        update.Commit();
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }

    /// <summary>The graphs of a model, whose numbers are not looked at before they are written, and their description.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">All options.</param>
    /// <exception cref="ConfigurationException">A graph would have more than 2 GB.</exception>
    internal static (string Name, Action<Stream> Write)[] Graphs(Seq2SeqModel model, TranslatorOptions options)
    {
        DecoderPorts ports = new(model);
        GraphFile encoder = new(EncoderGraph.Build(model, ports));
        GraphFile step = new(StepGraph.Build(model, ports));
        encoder.ThrowIfTooLarge();
        step.ThrowIfTooLarge();
        DecodingDescription description = DecodingDescription.Of(ports, encoder.Name, step.Name, options);
        return
        [
            (encoder.Name, encoder.Write),
            (step.Name, step.Write),
            (DescriptionName, stream => JsonSerializer.Serialize(stream, description, DescriptionJson.Default.DecodingDescription)),
        ];
    }

    /// <summary>Copies of what tokenizers and truecasers have learnt.</summary>
    private static IEnumerable<(string Name, Action<Stream> Write)> Learned(string model) =>
        from name in StoredText.Learned
        let path = Path.Combine(model, name)
        where File.Exists(path)
        select (name, (Action<Stream>)(stream => Copy(path, stream)));

    private static void Copy(string path, Stream stream)
    {
        using FileStream file = File.OpenRead(path);
        file.CopyTo(stream);
    }

    private static void ThrowIfCustom(AttentionOptions attention)
    {
        if (attention.Score == AttentionScore.Custom)
        {
            throw new ConfigurationException(
                "model.attention.score is custom: this model scores with a class of its own, which cannot be exported to ONNX. Train a model with a built-in score.");
        }
    }

    private static void ThrowIfQuantized(string path, Seq2SeqModel model)
    {
        if (model.IsQuantized)
        {
            throw new CheckpointException(path, "its weights have 8 bits, and the graphs multiply by 32.", "Export the model that it was made from.");
        }
    }

    /// <summary>Only an older export may be replaced.</summary>
    private static void ThrowIfForeign(string folder, IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } there && !HoldsExport(folder))
        {
            throw new IOException($"{folder} holds {there}, which is not of an older export and would be lost. Name another folder.");
        }
    }

    private static bool HoldsExport(string folder)
    {
        string path = Path.Combine(folder, DescriptionName);
        try
        {
            return File.Exists(path) &&
                JsonSerializer.Deserialize(RegularFile.ReadAll(path, LongestDescription), DescriptionJson.Default.DecodingDescription) is { Encoder: not null, Step: not null };
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>An export has options and vocabularies by the same names as a model, which would no longer be its own.</summary>
    private static void ThrowIfTaken(string folder)
    {
        if (File.Exists(folder))
        {
            throw new IOException($"{folder} is a file. Name a folder for the files of the export.");
        }

        if (File.Exists(Path.Combine(folder, ModelFolder.WeightsName)) || new ModelFolder(folder).HasTrainingState)
        {
            throw new IOException($"{folder} holds a trained model, whose options and vocabularies the export would replace. Name another folder.");
        }
    }
}
