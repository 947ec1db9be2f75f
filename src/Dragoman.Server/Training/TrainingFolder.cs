using Dragoman.Storage;

namespace Dragoman.Server.Training;

/// <summary>A folder in which a model is trained, perhaps at this moment by another process.</summary>
/// <param name="name">Its name.</param>
/// <param name="path">Its path.</param>
/// <param name="ownEnd">When the training of this process ends there; null if others train there, if anybody.</param>
internal sealed class TrainingFolder(string name, string path, CancellationToken? ownEnd)
{
    /// <summary>Its name.</summary>
    internal string Name => name;

    /// <summary>Its path.</summary>
    internal string Folder => path;

    /// <summary>A line for each validation.</summary>
    internal string Metrics { get; } = new ModelFolder(path).MetricsPath;

    /// <summary>Sentences translated at each validation.</summary>
    internal string Samples { get; } = new ModelFolder(path).SamplesPath;

    /// <summary>Whether somebody is training there.</summary>
    internal bool IsRunning() => ownEnd is { } end
        ? !end.IsCancellationRequested // It may not have the folder to itself yet.
        : new ModelFolder(path).IsBeingTrained;
}
