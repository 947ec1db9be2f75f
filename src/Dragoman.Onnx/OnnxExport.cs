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

    /// <summary>Writes the model of a folder into another one.</summary>
    /// <param name="model">Folder of the trained model.</param>
    /// <param name="folder">Where the files go; it is made if it is missing, and an older export in it is replaced.</param>
    /// <returns>Paths of the files.</returns>
    /// <exception cref="CheckpointException">There is no model, or it is damaged.</exception>
    /// <exception cref="VocabularyException">A vocabulary is missing or damaged.</exception>
    /// <exception cref="ConfigurationException">The model attends by a score of the user's own, or a graph would have more than 2 GB.</exception>
    /// <exception cref="IOException">The output holds a trained model, or cannot be written.</exception>
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

        DecoderPorts ports = new(network);
        GraphFile encoder = new(EncoderGraph.Build(network, ports));
        GraphFile step = new(StepGraph.Build(network, ports));
        encoder.ThrowIfTooLarge();
        step.ThrowIfTooLarge();
        trained.ReadWeights(network);

        List<string> written = [];
        using AtomicFolder update = AtomicFolder.Begin(folder);
        Add(encoder.Name, encoder.Write);
        Add(step.Name, step.Write);
        DecodingDescription description = DecodingDescription.Of(ports, encoder.Name, step.Name, options);
        Add(DescriptionName, stream => JsonSerializer.Serialize(stream, description, DescriptionJson.Default.DecodingDescription));
        Add(ModelFolder.ConfigName, stream => ConfigurationFile.Write(stream, options));
        Add(description.Source.Vocabulary, source.Write);
        Add(description.Target.Vocabulary, target.Write);
        foreach (string name in StoredText.Learned.Where(name => File.Exists(Path.Combine(model, name))))
        {
            Add(name, stream => Copy(Path.Combine(model, name), stream));
        }

        update.Commit();
        return written;

        void Add(string name, Action<Stream> write)
        {
            update.Write(name, write);
            written.Add(Path.Combine(folder, name));
        }
    }

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
