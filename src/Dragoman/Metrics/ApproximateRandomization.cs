using System.Numerics;
using System.Numerics.Tensors;
using Dragoman.Numerics.Random;

namespace Dragoman.Metrics;

/// <summary>Tells whether the difference of two systems could come from chance, by exchanging their translations at random.</summary>
/// <remarks>
/// Riezler and Maxwell 2005 (W05-0908): in each trial the two translations of a line change places with probability ½. With c the number of
/// trials whose absolute difference is at least that of the real systems, the p-value is (c + 1) / (trials + 1).
/// </remarks>
public static class ApproximateRandomization
{
    private const int Bits = 64;

    /// <summary>Compares two systems.</summary>
    /// <param name="metric">The metric by which to compare.</param>
    /// <param name="baseline">[line] Output of the baseline.</param>
    /// <param name="system">[line] Output of the system.</param>
    /// <param name="references">[stream][line] One or more streams of references.</param>
    /// <param name="options">Options; null for 10,000 trials.</param>
    /// <returns>Scores and p-value.</returns>
    /// <exception cref="ArgumentException">Baseline, system and references are not aligned.</exception>
    public static RandomizationResult Compare(
        SegmentMetric metric,
        IReadOnlyList<string> baseline,
        IReadOnlyList<string> system,
        IReadOnlyList<IReadOnlyList<string>> references,
        RandomizationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Compare(metric, metric.Count(baseline, references), metric.Count(system, references), options);
    }

    /// <summary>Compares two systems whose segments have been counted before.</summary>
    /// <param name="metric">The metric that counted them.</param>
    /// <param name="baseline">Counts of the baseline.</param>
    /// <param name="system">Counts of the system, for the same segments.</param>
    /// <param name="options">Options; null for 10,000 trials.</param>
    /// <returns>Scores and p-value.</returns>
    /// <exception cref="ArgumentException">The counts differ in segments, or were not made by this metric.</exception>
    internal static RandomizationResult Compare(
        SegmentMetric metric, SegmentStatistics baseline, SegmentStatistics system, RandomizationOptions? options = null)
    {
        options ??= new RandomizationOptions();
        options.ThrowIfInvalid();
        SystemPair pair = SystemPair.Score(metric, baseline, system);
        long[] both = [.. pair.BaselineTotals.Zip(pair.SystemTotals, (a, b) => a + b)];
        long[] differences = system.Minus(baseline);
        double real = Math.Abs(pair.Baseline.Score - pair.System.Score);
        long[] first = new long[metric.StatisticsSize];
        long[] second = new long[metric.StatisticsSize];
        SplitMix64 random = new(options.Seed);
        int extreme = 0;
        for (int trial = 0; trial < options.Trials; trial++)
        {
            pair.BaselineTotals.CopyTo(first, 0);
            Exchange(ref random, differences, first);
            TensorPrimitives.Subtract<long>(both, first, second); // What the two hold together does not change.
            double difference = metric.ScoreTotals(first, baseline.References).Score - metric.ScoreTotals(second, system.References).Score;
            extreme += Math.Abs(difference) >= real ? 1 : 0;
        }

        return new RandomizationResult(pair.Baseline, pair.System, (extreme + 1.0) / (options.Trials + 1.0), options.Trials);
    }

    /// <summary>Lets each segment change places or not, by adding the difference of the two systems to the sum of the first.</summary>
    private static void Exchange(ref SplitMix64 random, ReadOnlySpan<long> differences, Span<long> totals)
    {
        int size = totals.Length;
        int segments = differences.Length / size;
        for (int start = 0; start < segments; start += Bits)
        {
            ulong exchanged = random.NextBits();
            exchanged &= segments - start < Bits ? (1UL << (segments - start)) - 1 : ulong.MaxValue;
            for (; exchanged != 0; exchanged &= exchanged - 1)
            {
                int segment = start + BitOperations.TrailingZeroCount(exchanged);
                TensorPrimitives.Add(totals, differences.Slice(segment * size, size), totals);
            }
        }
    }
}

/// <summary>Options of the approximate randomisation test.</summary>
/// <param name="Trials">Random exchanges of translations, 1 to 1,000,000. Default: 10,000.</param>
/// <param name="Seed">Start of the random numbers: the same seed gives the same result everywhere. Default: 12345.</param>
public sealed record RandomizationOptions(int Trials = 10_000, ulong Seed = 12345)
{
    internal void ThrowIfInvalid()
    {
        if (Trials is < 1 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(Trials), Trials, "The number of trials must be 1 to 1,000,000.");
        }
    }
}

/// <summary>What approximate randomisation says of two systems.</summary>
/// <param name="Baseline">Score of the baseline on the test set.</param>
/// <param name="System">Score of the system on the test set.</param>
/// <param name="PValue">Probability, 0 to 1, of so large a difference if it did not matter which system made a translation.</param>
/// <param name="Trials">Random exchanges of translations.</param>
public sealed record RandomizationResult(MetricResult Baseline, MetricResult System, double PValue, int Trials);
