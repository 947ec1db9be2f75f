using Dragoman.Numerics.Random;

namespace Dragoman.Metrics;

/// <summary>Tells whether one system is really better than another or was lucky in the choice of the test set.</summary>
/// <remarks>
/// Koehn 2004 (W04-3250): test sets of the same size are drawn from the test set with replacement, and both systems are scored on each.
/// The p-value follows sacreBLEU and Moses: with d_i the absolute difference in sample i and d that on the test set,
/// (#{d_i − mean(d_i) &gt; d} + 1) / (samples + 1), after Riezler and Maxwell 2005 (W05-0908); but 1 for systems that never differ.
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
    internal static BootstrapResult Compare(
        SegmentMetric metric, SegmentStatistics baseline, SegmentStatistics system, BootstrapOptions? options = null)
    {
        options ??= new BootstrapOptions();
        options.ThrowIfInvalid();
        SystemPair pair = SystemPair.Score(metric, baseline, system);
        return Compare(pair.Baseline, Resample(metric, baseline, options), pair.System, Resample(metric, system, options), metric.HigherIsBetter);
    }

    /// <summary>Scores a system on resampled test sets, which are the same for every system: that is what pairs them.</summary>
    /// <param name="metric">The metric that counted the segments.</param>
    /// <param name="statistics">Counts of the system.</param>
    /// <param name="options">Valid options.</param>
    /// <returns>[sample] The scores.</returns>
    internal static double[] Resample(SegmentMetric metric, SegmentStatistics statistics, BootstrapOptions options)
    {
        SplitMix64 random = new(options.Seed);
        long[] totals = new long[metric.StatisticsSize];
        double[] scores = new double[options.Samples];
        for (int sample = 0; sample < options.Samples; sample++)
        {
            Array.Clear(totals);
            for (int i = 0; i < statistics.SegmentCount; i++)
            {
                statistics.Add(random.Next(statistics.SegmentCount), totals);
            }

            scores[sample] = metric.ScoreTotals(totals, statistics.References).Score;
        }

        return scores;
    }

    /// <summary>Compares two systems that have been scored on the same samples.</summary>
    internal static BootstrapResult Compare(
        MetricResult baseline, double[] baselineScores, MetricResult system, double[] systemScores, bool higherIsBetter) => new(
            baseline,
            system,
            Interval(baselineScores),
            Interval(systemScores),
            WinShare(baselineScores, systemScores, higherIsBetter),
            PValue(baselineScores, systemScores, Math.Abs(baseline.Score - system.Score)),
            baselineScores.Length);

    /// <summary>The middle 95 % of scores.</summary>
    internal static ConfidenceInterval Interval(double[] scores)
    {
        double[] sorted = [.. scores.Order()];
        int tail = sorted.Length / 40; // 2.5 % on each side
        return new ConfidenceInterval(sorted[tail], sorted.Average(), sorted[^(tail + 1)]);
    }

    private static double WinShare(double[] baseline, double[] system, bool higherIsBetter)
    {
        int sign = higherIsBetter ? 1 : -1;
        return (double)baseline.Zip(system).Count(pair => sign * (pair.Second - pair.First) > 0) / baseline.Length;
    }

    private static double PValue(double[] baseline, double[] system, double difference)
    {
        double[] differences = [.. baseline.Zip(system, (first, second) => Math.Abs(second - first))];
        double mean = differences.Average();
        if (difference == 0 && mean == 0)
        {
            return 1;
        }

        int extreme = differences.Count(sample => sample - mean > difference);
        return (extreme + 1.0) / (differences.Length + 1.0);
    }
}

/// <summary>Options of paired bootstrap resampling.</summary>
/// <param name="Samples">Resampled test sets, 1 to 1,000,000. Default: 1000.</param>
/// <param name="Seed">Start of the random numbers: the same seed gives the same result everywhere. Default: 12345.</param>
public sealed record BootstrapOptions(int Samples = 1000, ulong Seed = 12345)
{
    internal void ThrowIfInvalid()
    {
        if (Samples is < 1 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(Samples), Samples, "The number of samples must be 1 to 1,000,000.");
        }
    }
}

/// <summary>What paired bootstrap resampling says of two systems.</summary>
/// <param name="Baseline">Score of the baseline on the test set.</param>
/// <param name="System">Score of the system on the test set.</param>
/// <param name="BaselineInterval">95 % confidence interval of the baseline's score.</param>
/// <param name="SystemInterval">95 % confidence interval of the system's score.</param>
/// <param name="WinShare">Share of samples, 0 to 1, in which the system is better than the baseline (Koehn 2004).</param>
/// <param name="PValue">Probability, 0 to 1, of so large a difference if the systems were equally good (as sacreBLEU and Moses).</param>
/// <param name="Samples">Resampled test sets.</param>
public sealed record BootstrapResult(
    MetricResult Baseline,
    MetricResult System,
    ConfidenceInterval BaselineInterval,
    ConfidenceInterval SystemInterval,
    double WinShare,
    double PValue,
    int Samples);
