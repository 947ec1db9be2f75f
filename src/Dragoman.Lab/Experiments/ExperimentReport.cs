using System.Text.Json;
using Dragoman.Lab.Charts;
using Dragoman.Messages;
using Dragoman.Serialization;

namespace Dragoman.Lab.Experiments;

/// <summary>Writes the results of an experiment: for programs, for people, and as pictures.</summary>
internal static class ExperimentReport
{
    internal const string JsonName = "results.json";
    internal const string MarkdownName = "results.md";
    internal const string LengthChartName = "score-by-length.svg";
    internal const string CurveChartName = "learning-curve.svg";

    private const string LockName = ".lock";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Paths of all files.</summary>
    /// <param name="folder">The output folder.</param>
    internal static IEnumerable<string> PathsIn(string folder) =>
        new[] { JsonName, MarkdownName, LengthChartName, CurveChartName }.Select(name => Path.Combine(folder, name));

    /// <summary>Writes all files anew.</summary>
    /// <param name="request">Where and how the experiment is run.</param>
    /// <param name="title">Heading.</param>
    /// <param name="planned">Number of runs of the experiment.</param>
    /// <param name="findResults">Reads the results that are there; called when no other process is writing.</param>
    /// <param name="findEnsembles">Reads those of ensembles.</param>
    internal static void Write(
        ExperimentRequest request, string title, int planned, Func<IEnumerable<RunResult>> findResults, Func<IEnumerable<EnsembleResult>> findEnsembles)
    {
        using FolderLock own = Lock(request.Output);
        ExperimentResults results = new(
            title, request.Command, request.Hardware, ProductVersion.Current, planned, [.. findResults()], [.. findEnsembles()]);
        AtomicFile.Write(
            Path.Combine(request.Output, JsonName),
            stream => JsonSerializer.Serialize(stream, results, ExperimentJson.Default.ExperimentResults));
        AtomicFile.WriteText(Path.Combine(request.Output, MarkdownName), new ResultsMarkdown(results).Write());
        WriteChart(request.Output, LengthChartName, ResultsCharts.ScoreByLength(results));
        WriteChart(request.Output, CurveChartName, ResultsCharts.LearningCurve(results));
    }

    private static void WriteChart(string folder, string name, LineChart? chart)
    {
        string path = Path.Combine(folder, name);
        if (chart is not null)
        {
            AtomicFile.WriteText(path, chart.ToSvg());
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <summary>Another process that works on the same experiment holds the lock for a moment only.</summary>
    private static FolderLock Lock(string folder)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            if (FolderLock.TryTake(Path.Combine(folder, LockName)) is { } own)
            {
                return own;
            }

            Thread.Sleep(Pause);
        }

        throw new IOException($"The results in {folder} cannot be written: another process writes them without end. Wait for it, or name another folder.");
    }
}
