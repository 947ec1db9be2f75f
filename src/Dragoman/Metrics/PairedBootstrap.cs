namespace Dragoman.Metrics;

/// <summary>Tells whether one system is really better than another or was lucky in the choice of the test set.</summary>
/// <remarks>
/// Koehn 2004 (W04-3250): test sets of the same size are drawn from the test set with replacement, and both systems are scored on each.
/// The p-value follows sacreBLEU and Moses: with d_i the absolute difference in sample i and d that on the test set,
/// (#{d_i − mean(d_i) &gt; d} + 1) / (samples + 1), after Riezler and Maxwell 2005 (W05-0908).
/// </remarks>
public static class PairedBootstrap
{
    /// <summary>Compares two systems.</summary>
    /// <param name="metric">The metric by which to compare.</param>
    /// <param name="baseline">[line] Output of the baseline.</param>
    /// <param name="system">[line] Output of the system.</param>
    /// <param name="references">[stream][line] One or more streams of references.</param>
    /// <param name="options">Options; null for 1000 samples.</param>
    /// <returns>Scores, confidence intervals, share of wins and p-value.</returns>
    /// <exception cref="ArgumentException">Baseline, system and references are not aligned.</exception>
    public static BootstrapResult Compare(
        SegmentMetric metric,
        IReadOnlyList<string> baseline,
        IReadOnlyList<string> system,
        IReadOnlyList<IReadOnlyList<string>> references,
        BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Compare(metric, metric.Count(baseline, references), metric.Count(system, references), options);
    }

    /// <summary>Compares two systems whose segments have been counted before.</summary>
    /// <param name="metric">The metric that counted them.</param>
    /// <param name="baseline">Counts of the baseline.</param>
    /// <param name="system">Counts of the system, for the same segments.</param>
    /// <param name="options">Options; null for 1000 samples.</param>
    /// <returns>Scores, confidence intervals, share of wins and p-value.</returns>
    /// <exception cref="ArgumentException">The counts differ in segments, or were not made by this metric.</exception>
    public static BootstrapResult Compare(
        SegmentMetric metric, SegmentStatistics baseline, SegmentStatistics system, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(system);
        options ??= new BootstrapOptions();
        options.ThrowIfInvalid();
        if (baseline.SegmentCount != system.SegmentCount)
        {
            throw new ArgumentException(
                $"The baseline has {baseline.SegmentCount} segments, the system {system.SegmentCount}; both must translate the same lines.",
                nameof(system));
        }

        MetricResult baselineResult = metric.ScoreTotals(baseline.Sum(), baseline.References);
        MetricResult systemResult = metric.ScoreTotals(system.Sum(), system.References);
        (double[] baselineScores, double[] systemScores) = Resample(metric, baseline, system, options);
        return new BootstrapResult(
            baselineResult,
            systemResult,
            Interval(baselineScores),
            Interval(systemScores),
            WinShare(metric, baselineScores, systemScores),
            PValue(baselineScores, systemScores, Math.Abs(baselineResult.Score - systemResult.Score)),
            options.Samples);
    }

    private static (double[] Baseline, double[] System) Resample(
        SegmentMetric metric, SegmentStatistics baseline, SegmentStatistics system, BootstrapOptions options)
    {
        SplitMix64 random = new(options.Seed);
        long[] baselineTotals = new long[metric.StatisticsSize];
        long[] systemTotals = new long[metric.StatisticsSize];
        double[] baselineScores = new double[options.Samples];
        double[] systemScores = new double[options.Samples];
        for (int sample = 0; sample < options.Samples; sample++)
        {
            Array.Clear(baselineTotals);
            Array.Clear(systemTotals);
            for (int i = 0; i < baseline.SegmentCount; i++)
            {
                int segment = random.Next(baseline.SegmentCount); // The same one for both: that is what pairs them.
                baseline.Add(segment, baselineTotals);
                system.Add(segment, systemTotals);
            }

            baselineScores[sample] = metric.ScoreTotals(baselineTotals, baseline.References).Score;
            systemScores[sample] = metric.ScoreTotals(systemTotals, system.References).Score;
        }

        return (baselineScores, systemScores);
    }

    private static ConfidenceInterval Interval(double[] scores)
    {
        double[] sorted = [.. scores.Order()];
        int tail = sorted.Length / 40; // 2.5 % on each side
        return new ConfidenceInterval(sorted[tail], sorted.Average(), sorted[^(tail + 1)]);
    }

    private static double WinShare(SegmentMetric metric, double[] baseline, double[] system)
    {
        int sign = metric.HigherIsBetter ? 1 : -1;
        return (double)baseline.Zip(system).Count(pair => sign * (pair.Second - pair.First) > 0) / baseline.Length;
    }

    private static double PValue(double[] baseline, double[] system, double difference)
    {
        double[] differences = [.. baseline.Zip(system, (first, second) => Math.Abs(second - first))];
        double mean = differences.Average();
        int extreme = differences.Count(sample => sample - mean > difference);
        return (extreme + 1.0) / (differences.Length + 1.0);
    }

    /// <summary>Steele et al. 2014's SplitMix64: written out because <see cref="Random"/> may change between runtimes.</summary>
    private struct SplitMix64(ulong seed)
    {
        private ulong _state = seed;

        /// <summary>A number from 0 to <paramref name="bound"/> − 1; the bias of at most bound/2⁶⁴ is far below any use here.</summary>
        public int Next(int bound)
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)Math.BigMul(z ^ (z >> 31), (ulong)bound, out _);
        }
    }
}
