namespace Dragoman.Metrics;

/// <summary>Scores several systems on one test set, and compares all with the first.</summary>
public static class SystemComparison
{
    /// <summary>Compares systems whose segments have been counted; works on all processors, with results that do not depend on their number.</summary>
    /// <param name="metric">The metric that counted them.</param>
    /// <param name="systems">[system] Counts of each system for the same segments; the first is the baseline.</param>
    /// <param name="bootstrap">How test sets are resampled for intervals and p-values; null: not at all.</param>
    /// <param name="randomization">How translations are exchanged for p-values; null: not at all.</param>
    /// <returns>[system] The scores.</returns>
    /// <exception cref="ArgumentException">There is no system, or the counts differ in segments.</exception>
    public static IReadOnlyList<SystemScore> Run(
        SegmentMetric metric,
        IReadOnlyList<SegmentStatistics> systems,
        BootstrapOptions? bootstrap = null,
        RandomizationOptions? randomization = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(systems);
        if (systems.Count == 0)
        {
            throw new ArgumentException("There is no system to score; give the counts of at least one.", nameof(systems));
        }

        bootstrap?.ThrowIfInvalid();
        randomization?.ThrowIfInvalid();
        foreach (SegmentStatistics system in systems)
        {
            systems[0].ThrowIfUnpaired(system);
        }

        MetricResult[] results = [.. systems.Select(system => metric.ScoreTotals(system.Sum(), system.References))];
        double[][]? samples = bootstrap is null ? null : InParallel(systems.Count, system => PairedBootstrap.Resample(metric, systems[system], bootstrap));
        RandomizationResult?[]? exchanges = randomization is null ? null : InParallel(
            systems.Count, system => system == 0 ? null : ApproximateRandomization.Compare(metric, systems[0], systems[system], randomization));
        return
        [
            .. Enumerable.Range(0, systems.Count).Select(system => new SystemScore(
                results[system],
                samples is null ? null : PairedBootstrap.Interval(samples[system]),
                samples is null || system == 0
                    ? null
                    : PairedBootstrap.Compare(results[0], samples[0], results[system], samples[system], metric.HigherIsBetter),
                exchanges?[system])),
        ];
    }

    private static T[] InParallel<T>(int count, Func<int, T> compute)
    {
        T[] results = new T[count];
        Parallel.For(0, count, index => results[index] = compute(index));
        return results;
    }
}

/// <summary>How one of several systems does by a metric, and whether it differs from the first of them.</summary>
/// <param name="Result">Its score on the test set.</param>
/// <param name="Interval">95 % confidence interval of the score, from bootstrap resampling; null if that was not wanted.</param>
/// <param name="Bootstrap">Comparison with the first system by paired bootstrap resampling; null for the first, or if that was not wanted.</param>
/// <param name="Randomization">Comparison with the first system by approximate randomisation; null for the first, or if that was not wanted.</param>
public sealed record SystemScore(
    MetricResult Result, ConfidenceInterval? Interval, BootstrapResult? Bootstrap, RandomizationResult? Randomization);
