namespace Dragoman.Metrics;

/// <summary>A system and the baseline that it is compared with, scored on the same segments.</summary>
/// <param name="BaselineTotals">Counts of the baseline, added up.</param>
/// <param name="SystemTotals">The same of the system.</param>
/// <param name="Baseline">Score of the baseline.</param>
/// <param name="System">Score of the system.</param>
internal sealed record SystemPair(long[] BaselineTotals, long[] SystemTotals, MetricResult Baseline, MetricResult System)
{
    /// <summary>Scores both.</summary>
    /// <param name="metric">The metric that counted the segments.</param>
    /// <param name="baseline">Counts of the baseline.</param>
    /// <param name="system">Counts of the system.</param>
    /// <exception cref="ArgumentException">The counts differ in segments, or were not made by this metric.</exception>
    internal static SystemPair Score(SegmentMetric metric, SegmentStatistics baseline, SegmentStatistics system)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(system);
        baseline.ThrowIfUnpaired(system);
        (long[] baselineTotals, long[] systemTotals) = (baseline.Sum(), system.Sum());
        return new SystemPair(
            baselineTotals,
            systemTotals,
            metric.ScoreTotals(baselineTotals, baseline.References),
            metric.ScoreTotals(systemTotals, system.References));
    }
}
