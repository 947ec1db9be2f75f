using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Models;
using Dragoman.Onnx.Format;
using Dragoman.Onnx.Graphs;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Onnx.Tests;

public sealed class OnnxExportTests
{
    private static readonly string[] Names = ["encoder.onnx", "step.onnx", "decoding.json", "config.json", "source.vocab", "target.vocab"];

    [Fact]
    public void Write_AModel_WritesAllThatDecodingNeeds()
    {
        using ExportedModel exported = new(TinyModels.Create("Gru Additive after, covered"));
        Assert.Equal(Names, exported.Files.Select(Path.GetFileName));
        Assert.All(exported.Files, file => Assert.True(File.Exists(file)));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(exported.TrainedFolder, "target.vocab")),
            File.ReadAllBytes(exported.Files.Single(file => file.EndsWith("target.vocab", StringComparison.Ordinal))));
        Assert.Equal(["annotations", "keys", "mask"], exported.Onnx.Description.Memory);
        Assert.Equal(["hidden_0", "hidden_1", "feed", "coverage"], exported.Onnx.Description.State.Select(state => state.Now));
    }

    [Fact]
    public void Write_OverAnOlderExport_ReplacesIt()
    {
        using ExportedModel exported = new(TinyModels.Create("Lstm normalised"));
        File.WriteAllText(Path.Combine(exported.TrainedFolder, "source.tokenizer"), "learnt\n");
        string folder = Path.GetDirectoryName(exported.Files[0])!;
        Assert.Equal([.. Names, "source.tokenizer"], OnnxExport.Write(exported.TrainedFolder, folder).Select(Path.GetFileName));
        Assert.Equal("learnt\n", File.ReadAllText(Path.Combine(folder, "source.tokenizer")));
    }

    [Fact]
    public void Write_WithoutAModel_SaysSo()
    {
        using TemporaryFolder folder = new();
        CheckpointException error = Assert.Throws<CheckpointException>(
            () => OnnxExport.Write(Path.Combine(folder.Path, "none"), Path.Combine(folder.Path, "onnx")));
        Assert.Contains("the folder does not exist", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "onnx")));
    }

    [Fact]
    public void Write_IntoTheFolderOfAModel_IsRefused()
    {
        using ExportedModel exported = new(TinyModels.Create("Gru normalised"));
        byte[] before = File.ReadAllBytes(Path.Combine(exported.TrainedFolder, ModelFolder.ConfigName));
        IOException error = Assert.Throws<IOException>(() => OnnxExport.Write(exported.TrainedFolder, exported.TrainedFolder));
        Assert.Contains("holds a trained model", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(exported.TrainedFolder, ModelFolder.ConfigName)));
    }

    [Fact]
    public void Write_OverAnExportWithATokenizer_LeavesNothingOfIt()
    {
        using ExportedModel exported = new(TinyModels.Create("Gru normalised"));
        string folder = Path.GetDirectoryName(exported.Files[0])!;
        Assert.All(StoredText.Learned, name => File.WriteAllText(Path.Combine(folder, name), "of another model"));

        IReadOnlyList<string> files = OnnxExport.Write(exported.TrainedFolder, folder);

        Assert.Equal(files.Order(), Directory.GetFiles(folder).Order());
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("decoding.json")]
    public void Write_OverFilesThatAreNoExport_IsRefused(string name)
    {
        using ExportedModel exported = new(TinyModels.Create("Gru normalised"));
        using TemporaryFolder folder = new();
        folder.Write(name, "{}");

        IOException error = Assert.Throws<IOException>(() => OnnxExport.Write(exported.TrainedFolder, folder.Path));

        Assert.Contains($"holds {name}, which is not of an older export and would be lost.", error.Message, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(folder[name]));
    }

    [Fact]
    public void Write_OfAScoreOfOnesOwn_IsRefused()
    {
        using TemporaryFolder folder = new();
        ModelOptions shape = TinyModels.Options("Gru Dot before");
        shape = shape with { Attention = shape.Attention with { Score = AttentionScore.Custom } };
        Seq2SeqModel model = new(shape, 6, 6, (_, query, value) => new DotAttention(query, value, scaled: false));
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions() };
        TextModel text = new(data.Source, new Vocabulary(["a", "b"]));
        new ModelFolder(folder.Path).Create(new TranslatorOptions { Data = data, Model = shape }, text, text, model);
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => OnnxExport.Write(folder.Path, Path.Combine(folder.Path, "onnx")));
        Assert.Contains("cannot be exported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAModelInEightBits_IsRefused()
    {
        using TemporaryFolder folder = new();
        TranslatorOptions options = new() { Model = TinyModels.Options("Gru normalised") };
        TextModel source = new(options.Data.Source, new Vocabulary(["a", "b", "c", "d", "e"]));
        TextModel target = new(options.Data.Target, new Vocabulary(["a", "b", "c", "d"]));
        new ModelFolder(folder["model"]).CreateInEightBits(options, source, target, TinyModels.Create(options.Model));
        CheckpointException error = Assert.Throws<CheckpointException>(() => OnnxExport.Write(folder["model"], folder["onnx"]));
        Assert.Contains("its weights have 8 bits", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["onnx"]));
    }

    [Fact]
    public void ThrowIfTooLarge_BeyondTheFormat_NamesTheFile()
    {
        // No number of the model is looked at, so no memory is taken for them.
        Seq2SeqModel model = new(new ModelOptions(), 2_000_000, 2_500_000);
        DecoderPorts ports = new(model);
        new GraphFile(EncoderGraph.Build(new Seq2SeqModel(new ModelOptions(), 1_000_000, 9), ports)).ThrowIfTooLarge();
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => new GraphFile(StepGraph.Build(model, ports)).ThrowIfTooLarge());
        Assert.Contains("step.onnx would have 5.1 GB", error.Message, StringComparison.Ordinal);
    }
}
