using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;
using Dragoman.Text;

namespace Dragoman.Lab.Experiments;

/// <summary>Test sentences in groups of similar source length.</summary>
internal static class LengthGroups
{
    /// <summary>Scores each group; those without a sentence are left out.</summary>
    /// <param name="limits">Ends of the groups, rising.</param>
    /// <param name="test">The sentences.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="statistics">Its counts, a row per sentence.</param>
    internal static IReadOnlyList<LengthScore> Score(
        IReadOnlyList<int> limits, TestSet test, SegmentMetric metric, SegmentStatistics statistics) =>
    [
        .. from line in Enumerable.Range(0, test.Sources.Count)
           let words = WordCount.Of(test.Sources[line])
           group (Line: line, Words: words) by limits.TakeWhile(limit => limit < words).Count() into lines
           orderby lines.Key
           select new LengthScore(
               lines.Key == 0 ? 1 : limits[lines.Key - 1] + 1,
               lines.Key < limits.Count ? limits[lines.Key] : null,
               lines.Count(),
               lines.Average(entry => entry.Words),
               metric.ScoreTotals(statistics.Sum(lines.Select(entry => entry.Line)), statistics.References).Score),
    ];
}
