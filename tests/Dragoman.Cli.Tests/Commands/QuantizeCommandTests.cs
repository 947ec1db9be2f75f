namespace Dragoman.Cli.Tests.Commands;

public sealed class QuantizeCommandTests(TrainedModel model) : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public void Quantize_Model_TranslatesAsInt8Does()
    {
        string small = _workspace["small"];

        CommandResult result = InProcess.Run("quantize", "--model", model.Folder, "--output", small).Expect(0);

        Assert.Contains("of weights in 8 bits", result.Output, StringComparison.Ordinal);
        string expected = InProcess.RunWithInput("a b\n", "translate", "--model", model.Folder, "--precision", "int8", "--n-best", "3").Expect(0).Output;
        Assert.Equal(expected, InProcess.RunWithInput("a b\n", "translate", "--model", small, "--n-best", "3").Expect(0).Output);
        Assert.Equal($"{ParametersOf(model.Folder)}, in 8 bits", ParametersOf(small));

        static string ParametersOf(string folder) => InProcess.Run("inspect", folder).Expect(0).Lines.First(line => line.StartsWith("Parameters", StringComparison.Ordinal));
    }

    [Fact]
    public void Quantize_AgainOrOverAModel_IsRefused_AndSoIsTrainingFrom8Bits()
    {
        string small = _workspace["small"];
        InProcess.Run("quantize", "--model", model.Folder, "--output", small).Expect(0);

        Assert.Contains("names a folder", InProcess.Run("quantize", "--model", model.Folder, "--output", "-").Expect(2).Error, StringComparison.Ordinal);
        Assert.Contains("holds a model already", InProcess.Run("quantize", "--model", model.Folder, "--output", small).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("8 bits already", InProcess.Run("quantize", "--model", small, "--output", _workspace["other"]).Expect(1).Error, StringComparison.Ordinal);
        string error = InProcess.Run("train", "--data", model.Pairs, "--from", small, "--model", _workspace["tuned"]).Expect(1).Error;
        Assert.StartsWith($"error: {small}: its weights are held in 8 bits", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_workspace["tuned"]));
    }

    public void Dispose() => _workspace.Dispose();
}
