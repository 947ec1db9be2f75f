using System.Globalization;
using Dragoman.Data;
using Dragoman.Messages;
using Dragoman.Metrics;

namespace Dragoman.Cli.Scoring;

/// <summary>Outputs of systems and the references that they are scored against.</summary>
internal sealed class ReferenceScoring
{
    private readonly IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> _systems;
    private readonly IReadOnlyList<(string Path, IReadOnlyList<string> Lines)> _references;

    /// <summary>Reads the files.</summary>
    /// <param name="hypotheses">Outputs of systems; the first is the baseline.</param>
    /// <param name="references">Files side by side; each line has a reference in each.</param>
    /// <param name="terminal">Where notes go.</param>
    /// <exception cref="CorpusFormatException">A file is missing, empty or damaged, or two differ in length.</exception>
    internal ReferenceScoring(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references, Terminal terminal)
    {
        _references = [.. references.Select(path => (path, LineFiles.Read(path, terminal)))];
        _systems = [.. hypotheses.Select(path => (path, LineFiles.Read(path, terminal)))];
        LineFiles.ThrowIfUneven([.. _references, .. _systems]);
        foreach ((string path, IReadOnlyList<string> lines) in _references)
        {
            int blank = lines.Count(string.IsNullOrWhiteSpace);
            if (blank > 0)
            {
                terminal.Error.WriteLine(
                    $"note: {LineFiles.NameOf(path)}: {Counted.Of(blank, "line is", "lines are")} blank and counted as a reference without words, as in sacreBLEU.");
            }
        }
    }

    /// <summary>Segments of each system.</summary>
    internal int SegmentCount => _systems[0].Lines.Count;

    /// <summary>The systems, as the user named them.</summary>
    internal IReadOnlyList<string> Systems => [.. _systems.Select(system => LineFiles.NameOf(system.Path))];

    /// <summary>Checks that metrics can score against the references.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <exception cref="CorpusFormatException">A metric cannot; the message says in which line.</exception>
    internal void ThrowIfUnfit(IEnumerable<SegmentMetric> metrics)
    {
        foreach (SegmentMetric metric in metrics)
        {
            foreach ((string path, IReadOnlyList<string> lines) in _references)
            {
                for (int line = 0; line < lines.Count; line++)
                {
                    if (metric.FindProblem(lines[line]) is { } problem)
                    {
                        throw new CorpusFormatException(LineFiles.NameOf(path), line + 1, $"{metric.Name} cannot score here. {problem}");
                    }
                }
            }
        }
    }

    /// <summary>Counts the segments of all systems by all metrics, on all processors.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <returns>[metric][system] The counts.</returns>
    internal SegmentStatistics[][] Count(IReadOnlyList<SegmentMetric> metrics)
    {
        IReadOnlyList<string>[] references = [.. _references.Select(reference => reference.Lines)];
        SegmentStatistics[] counts = new SegmentStatistics[metrics.Count * _systems.Count];
        Parallel.For(
            0, counts.Length, job => counts[job] = metrics[job / _systems.Count].CountLines(_systems[job % _systems.Count].Lines, references));
        return [.. counts.Chunk(_systems.Count)];
    }

    /// <summary>The number of a line, from 1, as text.</summary>
    /// <param name="segment">Its segment, from 0.</param>
    internal static string NumberOf(int segment) => (segment + 1).ToString(CultureInfo.InvariantCulture);
}
