using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Samples.Onnx;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Onnx.Tests;

/// <summary>A model with random weights, and its export as a stranger sees it.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal ExportedModel(ModelOptions shape, Seq2SeqModel model)
    {
        Model = model;
        TrainedFolder = Path.Combine(_folder.Path, "model");
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Vocabulary = new VocabularyOptions(Shared: shape.Tying == WeightTying.All) };
        TranslatorOptions options = new() { Data = data, Model = shape };
        TextModel source = new(data.Source, Words(model.SourceVocabularySize));
        TextModel target = new(data.Target, Words(model.TargetVocabularySize));
        new ModelFolder(TrainedFolder).Create(options, source, target, model);
        Files = OnnxExport.Write(TrainedFolder, Path.Combine(_folder.Path, "onnx"));
        Onnx = new OnnxModel(Path.Combine(_folder.Path, "onnx"));
    }

    internal Seq2SeqModel Model { get; }

    internal string TrainedFolder { get; }

    internal IReadOnlyList<string> Files { get; }

    internal OnnxModel Onnx { get; }

    public void Dispose()
    {
        Onnx.Dispose();
        _folder.Dispose();
    }

    /// <summary>A vocabulary of letters.</summary>
    private static Vocabulary Words(int count) => new(Enumerable.Range(0, count - Vocabulary.SpecialCount).Select(i => ((char)('a' + i)).ToString()));
}
