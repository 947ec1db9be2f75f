using Dragoman.Hosting;
using Dragoman.Storage;

namespace Dragoman.Server.Tests;

/// <summary>Whether a change of a model is seen, however its folder is spelt.</summary>
public sealed class FolderFingerprintTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/./")]
    public void Of_FolderWhoseModelChanges_Changes(string ending)
    {
        using TinyModel model = new();
        string folder = model.First.Replace("/", "//", StringComparison.Ordinal) + ending;
        string before = FolderFingerprint.Of(folder);

        File.SetLastWriteTimeUtc(Path.Combine(model.First, ModelFolder.WeightsName), DateTime.UnixEpoch);

        Assert.NotEqual(before, FolderFingerprint.Of(folder));
        Assert.Equal(FolderFingerprint.Of(model.First), FolderFingerprint.Of(folder));
    }

    [Fact]
    public void Of_FolderInWhichTrainingGoesOn_StaysUntilThereIsAnotherModel()
    {
        using TinyModel model = new();
        ModelFolder folder = new(model.First);
        string before = FolderFingerprint.Of(folder.Path);

        File.WriteAllText(folder.MetricsPath, "{}\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "training"));
        File.WriteAllText(Path.Combine(folder.Path, "training", "state.safetensors"), "later");

        Assert.Equal(before, FolderFingerprint.Of(folder.Path));
    }
}
