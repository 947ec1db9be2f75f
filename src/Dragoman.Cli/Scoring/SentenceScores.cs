using System.Globalization;
using Dragoman.Metrics;
using Dragoman.Serialization;

namespace Dragoman.Cli.Scoring;

/// <summary>The score of each line by itself, as columns or as JSON lines.</summary>
/// <param name="metrics">The metrics, made for sentences.</param>
/// <param name="systems">Names of the systems.</param>
/// <param name="counts">[metric][system] Counts of the segments.</param>
internal sealed class SentenceScores(
    IReadOnlyList<(MetricKind Kind, SegmentMetric Metric)> metrics, IReadOnlyList<string> systems, SegmentStatistics[][] counts)
{
    /// <summary>Writes a heading, then for each system and line: system, line, scores, parted by tabs.</summary>
    /// <param name="output">Where to write.</param>
    internal void WriteColumns(TextWriter output)
    {
        output.Write($"system\tline\t{string.Join('\t', metrics.Select(metric => metric.Kind.ToName()))}\n");
        foreach ((int system, int segment) in Places())
        {
            IEnumerable<string> scores = Scores(system, segment).Select(score => score.ToString("F4", CultureInfo.InvariantCulture));
            output.Write($"{systems[system]}\t{ReferenceScoring.NumberOf(segment)}\t{string.Join('\t', scores)}\n");
        }
    }

    /// <summary>Writes an object for each system and line.</summary>
    /// <param name="output">Where to write.</param>
    internal void WriteJson(TextWriter output)
    {
        foreach ((int system, int segment) in Places())
        {
            output.Write(JsonLine.Of(json =>
            {
                json.WriteString("system", systems[system]);
                json.WriteNumber("line", segment + 1);
                foreach (((MetricKind kind, _), double score) in metrics.Zip(Scores(system, segment)))
                {
                    json.WriteNumber(kind.ToName(), score);
                }
            }) + "\n");
        }
    }

    private IEnumerable<(int System, int Segment)> Places() =>
        from system in Enumerable.Range(0, systems.Count)
        from segment in Enumerable.Range(0, counts[0][system].SegmentCount)
        select (system, segment);

    private IEnumerable<double> Scores(int system, int segment) =>
        metrics.Select((metric, index) => metric.Metric.ScoreTotals(counts[index][system][segment], references: null).Score);
}
