using System.Text.Json;
using Dragoman.Numerics;
using Dragoman.Serialization;
using Dragoman.Storage;

namespace Dragoman.Cli.Tests.Commands;

public sealed class InspectCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Inspect_Model_ShowsWhatItHolds()
    {
        CommandResult result = InProcess.Run("inspect", model.Folder).Expect(0);

        Assert.Contains("10 source tokens → 10 target tokens", result.Output, StringComparison.Ordinal);
        Assert.Contains("Options: preset d2l-bahdanau, but", result.Output, StringComparison.Ordinal);
        Assert.Contains(result.Lines, line => line.StartsWith("Training ", StringComparison.Ordinal) && line.Contains("40 whole epochs", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["decoder.embedding.weight", "10", "×", "12", "120"]);
        Assert.Contains(result.Lines, line => line.TrimStart().StartsWith("training/state.safetensors", StringComparison.Ordinal));
    }

    [Fact]
    public void Inspect_NoCheckpoint_SaysThatTrainingCannotBeResumed()
    {
        string copy = _workspace.CopyOf(model.Folder);
        Directory.Delete(Path.Combine(copy, "training"), recursive: true);

        Assert.Contains("training cannot be resumed", InProcess.Run("inspect", copy).Expect(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shortlist")]
    [InlineData("index")]
    public void Inspect_DamagedTableOfAModel_NamesIt(string verb)
    {
        string copy = _workspace.CopyOf(model.Folder);
        InProcess.Run(verb, "--model", copy, "--data", model.Pairs).Expect(0);
        InProcess.Run("inspect", copy).Expect(0);
        string table = verb == "index" ? new ModelFolder(copy).NeighboursPath : new ModelFolder(copy).ShortlistPath;
        File.WriteAllBytes(table, File.ReadAllBytes(table)[..100]);

        Assert.Contains($"error: {table}: ", InProcess.Run("inspect", copy).Expect(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Inspect_TrainingStateThatIsNotFinite_NamesTheTensorAfterWhatCanBeRead(float bad)
    {
        string copy = _workspace.CopyOf(model.Folder);
        string path = Path.Combine(copy, "training", "state.safetensors");
        (IReadOnlyDictionary<string, string> notes, Dictionary<string, Matrix> tensors) = ReadAll(path);
        string name = tensors.Keys.Last(key => !key.StartsWith("model.", StringComparison.Ordinal) && tensors[key] is { Rows: > 2, Columns: > 3 });
        tensors[name][2, 3] = bad;
        SafetensorsFile.Save(path, tensors.Select(entry => entry.Value.Rows == 1
            ? StoredTensor.Vector(entry.Key, entry.Value)
            : StoredTensor.Matrix(entry.Key, entry.Value)), notes);

        CommandResult result = InProcess.Run("inspect", copy).Expect(1);

        Assert.StartsWith(
            FormattableString.Invariant($"error: {path}: tensor '{name}' holds {bad} at [2, 3], which no model can be computed with."),
            result.Error,
            StringComparison.Ordinal);
        Assert.Contains("Options: preset d2l-bahdanau, but", result.Output, StringComparison.Ordinal);
        Assert.Equal("alpha bravo\n", InProcess.RunWithInput("a b\n", "translate", "--model", copy).Expect(0).Output);
    }

    [Fact]
    public void Presets_List_BeginsWithDefault()
    {
        Assert.StartsWith("default ", InProcess.Run("presets").Expect(0).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_Name_PrintsJsonThatTrainAccepts()
    {
        string json = InProcess.Run("presets", "d2l-lstm").Expect(0).Output;
        string config = _workspace.Write("config.json", json);

        Assert.Equal("lstm", JsonElement.Parse(json).GetProperty("model").GetProperty("cell").GetString());
        CommandResult result = InProcess.Run("train", "--data", _workspace["none.tsv"], "--model", _workspace["model"], "--config", config).Expect(1);
        Assert.Contains("none.tsv: the file does not exist", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_UnknownName_Suggests()
    {
        Assert.Contains("Did you mean \"d2l-lstm\"?", InProcess.Run("presets", "d2l-lstn").Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Filter_ShowsValueAndChoices()
    {
        CommandResult result = InProcess.Run("options", "model.cell", "--preset", "d2l-bahdanau").Expect(0);

        Assert.Equal(2, result.Lines.Length);
        Assert.Matches("^model.cell +gru +one of: gru, gruResetBefore, lstm$", result.Lines[1]);
    }

    public void Dispose() => _workspace.Dispose();

    private static (IReadOnlyDictionary<string, string> Notes, Dictionary<string, Matrix> Tensors) ReadAll(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return (file.Metadata, file.Tensors.ToDictionary(tensor => tensor.Name, tensor => file.Read(tensor.Name)));
    }
}
