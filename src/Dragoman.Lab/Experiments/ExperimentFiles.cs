using Dragoman.Serialization;

namespace Dragoman.Lab.Experiments;

/// <summary>The files that an experiment reads, as they are now: a result stands for them as they were.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="request">Says where its files are.</param>
internal sealed class ExperimentFiles(Experiment experiment, ExperimentRequest request)
{
    private readonly Lazy<SortedDictionary<string, string>> _checksums = new(() => Sum(experiment, request));

    /// <summary>Checksums by path in the experiment, of the files that are there; the first call reads them all.</summary>
    internal IReadOnlyDictionary<string, string> Checksums => _checksums.Value;

    /// <summary>Paths of the files that are no longer what they were; one that is gone speaks against no result.</summary>
    /// <param name="before">Checksums of that time; null if they were not noted.</param>
    internal IEnumerable<string> ChangedSince(IReadOnlyDictionary<string, string>? before) => before is null
        ? []
        : from file in Checksums
          where before.TryGetValue(file.Key, out string? old) && old != file.Value
          select file.Key;

    private static SortedDictionary<string, string> Sum(Experiment experiment, ExperimentRequest request)
    {
        ExperimentData data = experiment.Data;
        IEnumerable<string> paths = new[] { data.Train, data.Validation, data.Test, experiment.Evaluation.Alignments?.Corpus }
            .OfType<CorpusFiles>()
            .SelectMany(files => files.Paths)
            .Concat(experiment.Evaluation.Alignments is { Gold: { } gold } ? [gold] : [])
            .Concat(ExperimentRun.Of(experiment, threads: null).SelectMany(run => run.Options.Data.Source.Files.Concat(run.Options.Data.Target.Files)));
        SortedDictionary<string, string> checksums = new(StringComparer.Ordinal);
        foreach (string path in paths.Distinct().Where(path => File.Exists(request.PathOf(path))))
        {
            checksums[path] = FileChecksum.Of(request.PathOf(path)).Text;
        }

        return checksums;
    }
}
