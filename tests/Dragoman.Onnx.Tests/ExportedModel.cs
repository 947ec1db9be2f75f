using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Samples.Onnx;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Onnx.Tests;

/// <summary>A tiny model in a folder, and its export as a stranger sees it.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal ExportedModel(Seq2SeqModel model)
    {
        TranslatorOptions options = OptionsOf(model);
        TextModel source = new(options.Data.Source, Words(model.SourceVocabularySize));
        TextModel target = new(options.Data.Target, Words(model.TargetVocabularySize));
        new ModelFolder(TrainedFolder).Create(options, source, target, model);
        Files = OnnxExport.Write(TrainedFolder, _folder["onnx"]);
        Onnx = new OnnxModel(_folder["onnx"]);
    }

    internal string TrainedFolder => _folder["model"];

    internal IReadOnlyList<string> Files { get; }

    internal OnnxModel Onnx { get; }

    /// <summary>The graphs of a model alone, without a folder of it.</summary>
    internal static OnnxModel GraphsOf(Seq2SeqModel model)
    {
        using TemporaryFolder folder = new();
        foreach ((string name, Action<Stream> write) in OnnxExport.Graphs(model, OptionsOf(model)))
        {
            using FileStream file = File.Create(folder[name]);
            write(file);
        }

        return new OnnxModel(folder.Path);
    }

    public void Dispose()
    {
        Onnx.Dispose();
        _folder.Dispose();
    }

    private static TranslatorOptions OptionsOf(Seq2SeqModel model) => new()
    {
        Data = new DataOptions { Source = new TextOptions(), Target = new TextOptions(), Vocabulary = new VocabularyOptions(Shared: model.Options.Tying == WeightTying.All) },
        Model = model.Options,
    };

    /// <summary>A vocabulary of letters.</summary>
    private static Vocabulary Words(int count) => new(Enumerable.Range(0, count - Vocabulary.SpecialCount).Select(i => ((char)('a' + i)).ToString()));
}
