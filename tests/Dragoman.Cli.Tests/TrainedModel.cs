namespace Dragoman.Cli.Tests;

/// <summary>A small model that many tests read and none changes.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly Workspace _workspace = new();

    /// <summary>Trains it.</summary>
    public TrainedModel()
    {
        Pairs = _workspace.WriteCorpus();
        InProcess.Run(
        [
            "train", "--data", Pairs, "--model", Folder, .. Workspace.TinyRecipe,
            "--set", "training.maximumEpochs=40", "--set", "training.optimizer.learningRate=0.01", "--set", "model.layerDropout=0", "--set", "model.attention.dropout=0",
        ]).Expect(0);
    }

    /// <summary>The pairs that it was trained on.</summary>
    public string Pairs { get; }

    /// <summary>The model folder.</summary>
    public string Folder => _workspace["model"];

    /// <summary>Deletes it.</summary>
    public void Dispose() => _workspace.Dispose();
}
