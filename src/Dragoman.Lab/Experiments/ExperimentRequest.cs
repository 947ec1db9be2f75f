using Dragoman.Data;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Lab.Experiments;

/// <summary>Where an experiment is run, and what for its results cannot be told from it alone.</summary>
/// <param name="Output">Folder for models and results; what it holds already is not computed again.</param>
/// <param name="DataRoot">Folder to which the paths of the experiment are relative. Default: the current one.</param>
/// <param name="ExperimentFolder">Folder of the experiment's file, for paths that begin with ./ or ../. Default: the current one.</param>
/// <param name="Threads">Threads to train and translate with, 0 for one per processor. Default: as the options say.</param>
/// <param name="Only">Names of the systems to run; null for all. The results hold what is there of all systems and of the files as they are now.</param>
/// <param name="Command">The command that makes the results, for their readers. Default: none.</param>
/// <param name="Hardware">What they are made on, for their readers. Default: none.</param>
public sealed record ExperimentRequest(
    string Output,
    string DataRoot = ".",
    string ExperimentFolder = ".",
    int? Threads = null,
    IReadOnlyList<string>? Only = null,
    string Command = "",
    string Hardware = "")
{
    /// <summary>Paths of all files that the experiment may write.</summary>
    internal IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Where a file of the experiment is, or would be.</summary>
    /// <param name="path">Its path in the experiment, with / between folders.</param>
    internal string PathOf(string path) => Path.Combine(IsBesideExperiment(path) ? ExperimentFolder : DataRoot, path);

    /// <summary>Finds a file of the experiment.</summary>
    /// <param name="path">Its path in the experiment, with / between folders.</param>
    /// <exception cref="CorpusFormatException">The file does not exist.</exception>
    /// <exception cref="ConfigurationException">The results would take the place of the file.</exception>
    internal string Find(string path)
    {
        string full = PathOf(path);
        FileIdentity found = FileIdentity.Of(full);
        if (Outputs.FirstOrDefault(result => FileIdentity.Of(result).IsSameAs(found)) is { } lost)
        {
            throw new ConfigurationException($"The result {lost} would take the place of {full}, which the experiment reads; it would be lost. Name another output folder.");
        }

        return File.Exists(full) || IsBesideExperiment(path)
            ? full
            : throw new CorpusFormatException(
                full, null, $"the file does not exist. Paths in the experiment are relative to the data root, which is {DataRoot} (--data-root).");
    }

    private static bool IsBesideExperiment(string path) =>
        path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal);
}
