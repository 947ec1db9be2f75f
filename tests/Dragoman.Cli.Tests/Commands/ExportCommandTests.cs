namespace Dragoman.Cli.Tests.Commands;

/// <summary>The verb <c>export</c>. That the graphs compute what the model does is tested with the library.</summary>
public sealed class ExportCommandTests(TrainedModel model)
{
    [Fact]
    public void Onnx_OfATrainedModel_NamesTheFiles()
    {
        using Workspace workspace = new();
        string folder = workspace["onnx"];
        CommandResult result = InProcess.Run("export", "--model", model.Folder, "--onnx", folder).Expect(0);
        Assert.Contains($"{Path.Combine(folder, "encoder.onnx")}: ", result.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(folder, "step.onnx")).Length > 1000);
        InProcess.Run("export", "--model", model.Folder, "--onnx", folder).Expect(0); // An older export is replaced.
    }

    [Fact]
    public void Onnx_OfNoModel_SaysWhatIsMissing()
    {
        using Workspace workspace = new();
        CommandResult result = InProcess.Run("export", "--model", workspace["none"], "--onnx", workspace["onnx"]).Expect(1);
        Assert.Contains("the folder does not exist", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(workspace["onnx"]));
    }

    [Fact]
    public void Onnx_IntoTheModel_IsRefused()
    {
        CommandResult result = InProcess.Run("export", "--model", model.Folder, "--onnx", model.Folder).Expect(1);
        Assert.Contains("holds a trained model", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    public void Onnx_WithoutAFolder_IsWrongUsage(string folder) => InProcess.Run("export", "--model", model.Folder, "--onnx", folder).Expect(2);
}
