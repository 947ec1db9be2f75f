using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Fuzz;
using Dragoman.Options;
using Dragoman.Serialization;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

namespace Dragoman.Tests.Storage;

/// <summary>A model folder is hostile until it is read: what does not belong together is refused before memory is taken for it.</summary>
public sealed class HostileFolderTests : IClassFixture<HostileFolderTests.Sample>, IDisposable
{
    private const long FewBytes = 4_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly string _copy;

    public HostileFolderTests(Sample sample)
    {
        _copy = sample.Model.CopyTo(_folder["model"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_SizesAreNotThoseOfTheWeights_TakesNoMemoryForThem(bool isNoted)
    {
        Change("config.json", text => text
            .Replace("\"encoderHiddenSize\": 4", "\"encoderHiddenSize\": 8192", StringComparison.Ordinal)
            .Replace("\"decoderHiddenSize\": 8", "\"decoderHiddenSize\": 16384", StringComparison.Ordinal));
        if (!isNoted)
        {
            ChangeHeader(header => header["__metadata__"] = new JsonObject());
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        CheckpointException error = Assert.Throws<CheckpointException>(Load);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < FewBytes);
        Assert.Contains(
            isNoted ? "config.json: model.encoderHiddenSize is 8192, but the weights were trained with 4." : "has the shape [16, 8], but the model needs [32768, 8].",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WeightsWithoutNotes_LoadsAsBefore()
    {
        ChangeHeader(header => header["__metadata__"] = new JsonObject());
        Load();
    }

    [Fact]
    public void Load_TensorThatTheModelLacks_IsNamed()
    {
        ChangeHeader(header => header["extra"] = JsonNode.Parse("""{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"""));
        Assert.Contains("it holds a tensor 'extra', which the model does not have.", Assert.Throws<CheckpointException>(Load).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Load_WeightIsNotFinite_NamesTensorAndPlace(float number)
    {
        ChangeWeight("output.bias", 2, number);
        Assert.Contains(
            FormattableString.Invariant($"tensor 'output.bias' holds {number} at [0, 2]"), Assert.Throws<CheckpointException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Translate_WeightsOverflow_Throws()
    {
        for (int i = 0; i < 8; i++)
        {
            ChangeWeight("output.weight", i, 3e38f);
            ChangeWeight("output.bias", i % 4, 3e38f);
        }

        using Translator translator = Translator.Load(_copy);
        foreach (SearchOptions options in new[] { new SearchOptions(), SearchOptions.Greedy, new SearchOptions(Temperature: 1f) })
        {
            Exception? error = Record.Exception(() => translator.Translate("a b c", options, TestContext.Current.CancellationToken));
            Assert.True(error is null or NotFiniteNumberException, $"{error}");
        }
    }

    [Theory]
    [InlineData("source.vocab")]
    [InlineData("target.vocab")]
    public void Load_AnyBitOfAVocabularyFlipped_IsNoticed(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(_copy, name));
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path.Combine(_copy, name), flipped);
            Assert.Contains(name, Assert.Throws<VocabularyException>(Load).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_VocabularyWithOtherLineEnds_IsTheSame()
    {
        Change("source.vocab", text => text.ReplaceLineEndings("\r\n"));
        Load();
    }

    [Theory]
    [InlineData("0", "formatVersion is 0; it must be a whole number from 1 to 2.")]
    [InlineData("-1", "formatVersion is -1;")]
    [InlineData("1.5", "formatVersion is 1.5;")]
    [InlineData("\"1\"", "formatVersion is \"1\";")]
    [InlineData("1e99", "formatVersion is 1e99;")]
    [InlineData("[1]", "formatVersion is [1];")]
    [InlineData("null", "it has no formatVersion.")]
    [InlineData("3", "format version 3, and this program reads up to 2.")]
    [InlineData("1, \"formatVersion\": 1", "The property \"formatVersion\" stands twice.")]
    [InlineData("1, \"options\": {}", "The property \"options\" stands twice.")]
    public void ReadOptions_OtherVersion_SaysWhichAndWhere(string version, string problem)
    {
        Change("config.json", text => text.Replace("\"formatVersion\": 2", $"\"formatVersion\": {version}", StringComparison.Ordinal));
        string message = Assert.Throws<CheckpointException>(() => new ModelFolder(_copy).ReadOptions()).Message;
        Assert.Contains("config.json: ", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\":1}")]
    [InlineData("{\"formatVersion\":1,\"options\":null}")]
    [InlineData("{\"formatVersion\":1,\"options\":[]}")]
    [InlineData("\u0000")]
    public void ReadOptions_NoConfiguration_ThrowsCheckpointException(string json)
    {
        Change("config.json", _ => json);
        Assert.Contains("config.json", Assert.Throws<CheckpointException>(() => new ModelFolder(_copy).ReadOptions()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadOptions_VeryLongOrDeep_ThrowsCheckpointException()
    {
        Change("config.json", _ => new string(' ', 2_000_000));
        Assert.Contains("it is 2,000,000 bytes long", Assert.Throws<CheckpointException>(() => new ModelFolder(_copy).ReadOptions()).Message, StringComparison.Ordinal);
        Change("config.json", _ => new string('[', 5000));
        Assert.Throws<CheckpointException>(() => new ModelFolder(_copy).ReadOptions());
    }

    [Fact]
    public void ReadOptions_ByteOrderMark_IsSkipped()
    {
        Change("config.json", text => "\ufeff" + text);
        new ModelFolder(_copy).ReadOptions();
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("source.vocab")]
    public void Load_FifoOrLoopInPlaceOfAFile_SaysSoWithoutWaiting(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs are recognised on Linux.");
        string path = Path.Combine(_copy, name);
        File.Delete(path);
        Assert.Equal(0, Fifo.Make(path));
        Exception? error = Record.Exception(Load);
        Assert.True(error is CheckpointException or VocabularyException, $"{error}");
        Assert.Contains($"{name}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("it is a FIFO, not a file", error.Message, StringComparison.Ordinal);

        File.Delete(path);
        File.CreateSymbolicLink(path, path);
        Assert.Contains(name, Record.Exception(Load)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThrowIfOther_FifoInPlaceOfATokenizer_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "FIFOs are recognised on Linux.");
        string path = Path.Combine(_copy, "source.tokenizer");
        Assert.Equal(0, Fifo.Make(path));

        VocabularyException error = Assert.Throws<VocabularyException>(
            () => TrainedWith.ThrowIfOther(path, new Dictionary<string, string> { ["source.tokenizer"] = "5 bytes with checksum 0" }));

        Assert.Equal($"{path}: the model's file cannot be read, for it is a FIFO, not a file. Restore the file that training wrote.", error.Message);
    }

    [Fact]
    public void Load_LinkInAnUnfinishedChange_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_copy, ".committed"));
        File.CreateSymbolicLink(Path.Combine(_copy, ".committed", "config.json"), Path.Combine(_copy, "config.json"));
        Assert.Contains("Delete .committed", Assert.Throws<CheckpointException>(Load).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch", "1000000")]
    [InlineData("epoch", "-1")]
    [InlineData("update", "-1")]
    [InlineData("update", "9223372036854775807")]
    [InlineData("badValidations", "4294967296")]
    [InlineData("rateFactor", "NaN")]
    [InlineData("seconds", "1E+300")]
    [InlineData("bestLoss", "NaN")]
    [InlineData("metricsLength", "-5")]
    public void Run_StateWithAnImpossiblePosition_ThrowsCheckpointException(string key, string value)
    {
        ChangeHeader(
            header =>
            {
                header["__metadata__"]!.AsObject().Remove("crc32c");
                header["__metadata__"]![key] = value;
            },
            "training/state.safetensors");
        TranslatorOptions options = new ModelFolder(_copy).ReadOptions();
        byte[] weights = File.ReadAllBytes(Path.Combine(_copy, "model.safetensors"));

        Assert.Throws<CheckpointException>(() => Resume(options.WithTraining(training => training with { MaximumEpochs = 50 })));

        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(_copy, "model.safetensors")));
    }

    [Fact]
    public void Run_ResumedWithAnotherShape_NamesTheOption()
    {
        TranslatorOptions options = new ModelFolder(_copy).ReadOptions();
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => Resume(options.WithModel(model => model with { EmbedSize = 9 })));
        Assert.Contains("model.embedSize is 9, but the model in", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Resume(TranslatorOptions options) =>
        new Trainer(new TrainingRequest { Options = options, Training = new MemoryCorpus(SampleModel.Pairs), Folder = _copy, Resume = true })
            .Run(TestContext.Current.CancellationToken);

    private void Load() => Translator.Load(_copy).Dispose();

    private void Change(string name, Func<string, string> change) =>
        File.WriteAllText(Path.Combine(_copy, name), change(File.ReadAllText(Path.Combine(_copy, name))));

    private void ChangeHeader(Action<JsonNode> change, string name = "model.safetensors")
    {
        (JsonNode header, byte[] data) = Parts(name);
        change(header);
        Write(name, header, data);
    }

    private void ChangeWeight(string tensor, int index, float number)
    {
        (JsonNode header, byte[] data) = Parts("model.safetensors");
        header["__metadata__"]!.AsObject().Remove("crc32c");
        int start = header[tensor]!["data_offsets"]![0]!.GetValue<int>();
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(start + (index * sizeof(float))), number);
        Write("model.safetensors", header, data);
    }

    private (JsonNode Header, byte[] Data) Parts(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(_copy, name));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (JsonNode.Parse(Encoding.UTF8.GetString(file, 8, length))!, file[(8 + length)..]);
    }

    private void Write(string name, JsonNode header, byte[] data)
    {
        header["__metadata__"]!.AsObject().Remove("crc32c");
        byte[] text = Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(Path.Combine(_copy, name), [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. data]);
    }

    public sealed class Sample : IDisposable
    {
        private readonly TemporaryFolder _models = new();

        public Sample()
        {
            Model = SampleModel.TrainAll(_models.Path)[0];
        }

        internal SampleModel Model { get; }

        public void Dispose() => _models.Dispose();
    }
}
