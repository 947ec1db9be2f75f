namespace Dragoman.Cli.Tests;

/// <summary>A model folder that was cut short, edited or made by a newer program gets a clear error from every verb that reads it.</summary>
public sealed class DamagedModelTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly TrainedModel _model;
    private readonly string _copy;

    public DamagedModelTests(TrainedModel model)
    {
        _model = model;
        _copy = _workspace.CopyOf(model.Folder);
    }

    [Fact]
    public void MissingFolder_IsReported() =>
        ExpectError(_workspace["none"], "none: the folder does not exist. Train a model there, or check the path.");

    [Fact]
    public void FileInPlaceOfTheFolder_IsReported() =>
        ExpectError(_workspace.Write("file", "a"), "file: it is a file, not a folder. Name the folder of a model.");

    [Fact]
    public void FolderWithoutModel_IsReported() =>
        ExpectError(Directory.CreateDirectory(_workspace["empty"]).FullName, "config.json: the file does not exist. The folder holds no model;");

    [Fact]
    public void TruncatedWeights_AreReported()
    {
        Change("model.safetensors", bytes => bytes[..^100]);
        ExpectError("model.safetensors: tensor");
    }

    [Fact]
    public void WeightsCutInTheHeader_AreReported()
    {
        Change("model.safetensors", bytes => bytes[..50]);
        ExpectError("model.safetensors: the header claims");
    }

    [Fact]
    public void EmptyWeights_AreReported()
    {
        Change("model.safetensors", _ => []);
        ExpectError("model.safetensors: the file holds 0 bytes");
    }

    [Fact]
    public void EditedWeights_AreReported()
    {
        Change("model.safetensors", bytes => [.. bytes[..^40], (byte)(bytes[^40] ^ 1), .. bytes[^39..]]);
        ExpectError("model.safetensors: the file was edited or damaged: checksum");
    }

    [Fact]
    public void MissingWeights_AreReported()
    {
        File.Delete(Path.Combine(_copy, "model.safetensors"));
        ExpectError("model.safetensors: the file does not exist.");
    }

    [Fact]
    public void TruncatedVocabulary_IsReported()
    {
        Change("target.vocab", bytes => bytes[..^3]);
        ExpectError("target.vocab, line 10: the line has no end, so the file was cut short.");
    }

    [Fact]
    public void ShorterVocabulary_IsReported()
    {
        ChangeText("source.vocab", text => text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]);
        ExpectError("source.vocab: it has 9 tokens, but the weights are for 10.");
    }

    [Fact]
    public void MissingVocabulary_IsReported()
    {
        File.Delete(Path.Combine(_copy, "source.vocab"));
        ExpectError("source.vocab: the vocabulary file does not exist.");
    }

    [Fact]
    public void NewerFormat_IsReported()
    {
        ChangeText("config.json", text => text.Replace("\"formatVersion\": 2", "\"formatVersion\": 99", StringComparison.Ordinal));
        ExpectError("the model folder has format version 99, and this program reads up to 2. Use a newer version of dragoman.");
    }

    [Fact]
    public void UnknownOption_IsReported()
    {
        ChangeText("config.json", text => text.Replace("\"embedSize\"", "\"embeddSize\"", StringComparison.Ordinal));
        ExpectError("config.json: this version of the program knows no option model.embeddSize. Use the version that made the model");
    }

    [Fact]
    public void TruncatedConfiguration_IsReported()
    {
        ChangeText("config.json", text => text[..200]);
        ExpectError(": not valid JSON: ");
    }

    [Theory]
    [InlineData("\"cell\": \"gru\"", "\"cell\": \"gru,gru\"", "config.json: options.model.cell is \"gru,gru\"; it must be one of: gru, gruResetBefore, lstm. Restore")]
    [InlineData("\"cell\": \"gru\"", "\"cell\": \"gruu\"", "config.json: options.model.cell is \"gruu\"; it must be one of: gru, gruResetBefore, lstm. Restore")]
    [InlineData("\"embedSize\": 12", "\"embedSize\": \"x\"", "config.json: options.model.embedSize is \"x\"; it must be a whole number. Restore")]
    [InlineData("\"decoding\": {", "\"decoding\": 7, \"data\": {", "config.json: not valid JSON: The property \"data\" stands twice.")]
    public void WrongValue_IsReported(string right, string wrong, string message)
    {
        ChangeText("config.json", text => text.Replace(right, wrong, StringComparison.Ordinal));
        ExpectError(message);
    }

    [Theory]
    [InlineData("{ \"formatVersion\": 2, \"options\": { \"model\": 7 } }", "config.json: options.model is 7; it must be a group of options: ")]
    [InlineData("{ \"formatVersion\": 2, \"options\": { } }", "config.json: options.data is missing; it must be a group of options: ")]
    [InlineData("[2]", "config.json: it holds no JSON object. Restore")]
    public void WrongGroup_IsReported(string json, string message)
    {
        ChangeText("config.json", _ => json);
        ExpectError(message);
    }

    [Fact]
    public void OtherShape_IsReported()
    {
        ChangeText("config.json", text => text.Replace("\"embedSize\": 12", "\"embedSize\": 13", StringComparison.Ordinal));
        ExpectError("config.json: model.embedSize is 13, but the weights were trained with 12. Restore the file that training wrote.");
    }

    [Fact]
    public void KeyThatStandsTwice_IsReportedWithTheFile()
    {
        ChangeText("config.json", text => text.Replace("\"embedSize\"", "\"embedSize\": 12, \"embedSize\"", StringComparison.Ordinal));
        ExpectError("config.json: not valid JSON: The property \"embedSize\" stands twice.");
    }

    [Fact]
    public void EditedVocabulary_IsReported()
    {
        ChangeText("source.vocab", text => text.TrimEnd('\n') + "x\n");
        ExpectError("source.vocab: the file was edited or damaged: it holds 10 tokens with checksum");
    }

    [Fact]
    public void DamagedCheckpoint_StopsResumeAndKeepsTheModel()
    {
        byte[] weights = File.ReadAllBytes(Path.Combine(_copy, "model.safetensors"));
        Change("training/state.safetensors", bytes => bytes[..^100]);

        CommandResult result = InProcess.Run("train", "--data", _model.Pairs, "--model", _copy, "--resume", "--set", "training.maximumEpochs=41").Expect(1);

        Assert.Contains("state.safetensors: tensor", result.Error, StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(_copy, "model.safetensors")));
    }

    public void Dispose() => _workspace.Dispose();

    private void ExpectError(string message) => ExpectError(_copy, message);

    private static void ExpectError(string folder, string message)
    {
        foreach (string[] arguments in new string[][] { ["translate", "--model", folder], ["attention", "--model", folder, "a"], ["inspect", folder] })
        {
            CommandResult result = InProcess.Run(arguments).Expect(1);
            Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
            Assert.Contains(message, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("fault of the program", result.Error, StringComparison.Ordinal);
        }
    }

    private void Change(string name, Func<byte[], byte[]> change)
    {
        string path = Path.Combine(_copy, name);
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    }

    private void ChangeText(string name, Func<string, string> change)
    {
        string path = Path.Combine(_copy, name);
        string text = File.ReadAllText(path);
        string changed = change(text);
        Assert.NotEqual(text, changed);
        File.WriteAllText(path, changed);
    }
}
