using System.Text.Json;
using Dragoman.Configuration;
using Dragoman.Options;
using Dragoman.Serialization;

namespace Dragoman.Lab.Experiments;

/// <summary><c>ensemble.json</c> in a system's folder: the result of its models together.</summary>
/// <param name="output">The experiment's output folder.</param>
/// <param name="runs">The runs of the system, one a seed.</param>
internal sealed class EnsembleFile(string output, IReadOnlyList<ExperimentRun> runs)
{
    /// <summary>Path of the file.</summary>
    internal string Path => System.IO.Path.Combine(output, RunFolder.NameOf(runs[0].System), "ensemble.json");

    /// <summary>Reads the result; null if there is none, or it is that of other models or another evaluation.</summary>
    /// <param name="evaluation">How it should be measured.</param>
    /// <exception cref="ConfigurationException">The file is damaged.</exception>
    internal EnsembleResult? Find(EvaluationSettings evaluation)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            EnsembleResult result = StrictJson.Read(Path, ExperimentJson.Default.EnsembleResult, "{ \"system\": \"additive\", \"seeds\": [1, 2], … }");
            return result.Seeds.SequenceEqual(runs.Select(run => run.Seed)) && result.Members is { } members && members.SequenceEqual(Members()) &&
                result.Search == runs[0].Options.Decoding &&
                RunFolder.ToJson(result.Evaluation) == RunFolder.ToJson(evaluation)
                ? result
                : null;
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{e.Message} Delete the file; the ensemble will be evaluated again.", e);
        }
    }

    /// <summary>Writes the result.</summary>
    /// <param name="result">The result.</param>
    internal void Write(EnsembleResult result) =>
        AtomicFile.Write(Path, stream => JsonSerializer.Serialize(stream, result with { Members = [.. Members()] }, ExperimentJson.Default.EnsembleResult));

    private IEnumerable<string> Members() => runs.Select(run => new RunFolder(output, run).ResultChecksum());
}
