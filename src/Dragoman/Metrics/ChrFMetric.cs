namespace Dragoman.Metrics;

/// <summary>chrF: F-score of character n-grams, and with word n-grams chrF++.</summary>
/// <remarks>
/// Popović 2015 (W15-3049) and 2017 (W17-4770): (1 + β²) P·R / (β²·P + R), with precision P and recall R averaged over the orders.
/// Follows sacreBLEU 2.6: an order counts if both sides have such n-grams, and of several references the one with the best F-score
/// in its segment counts.
/// </remarks>
public sealed class ChrFMetric : SegmentMetric
{
    /// <summary>Makes the metric.</summary>
    /// <param name="options">Options; null for chrF2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ChrFMetric(ChrFOptions? options = null)
    {
        Options = options ?? new ChrFOptions();
        Options.ThrowIfInvalid();
    }

    /// <summary>Options of this metric.</summary>
    public ChrFOptions Options { get; }

    /// <inheritdoc/>
    public override string Name => Options.Name;

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Counts kept for each segment: for each order n-grams of the hypothesis, of the reference, and matches.</summary>
    public override int StatisticsSize => 3 * (Options.CharacterOrder + Options.WordOrder);

    /// <inheritdoc/>
    public override ChrFResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    public override ChrFResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override ChrFResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        return new ChrFResult(100 * FScore(totals, Options), Options, references);
    }

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new ChrFCounter(Options);

    /// <summary>The F-score, 0 to 1, of counts [order × (hypothesis, reference, matches)].</summary>
    internal static double FScore(ReadOnlySpan<long> statistics, ChrFOptions options)
    {
        const double Epsilon = 1e-16;
        double factor = (double)options.Beta * options.Beta;
        int orders = statistics.Length / 3;
        int effectiveOrders = 0;
        double precisions = 0;
        double recalls = 0;
        double fScores = 0;
        for (int i = 0; i < orders; i++)
        {
            (long hypothesis, long reference, long matches) = (statistics[3 * i], statistics[(3 * i) + 1], statistics[(3 * i) + 2]);
            double precision = hypothesis > 0 ? (double)matches / hypothesis : Epsilon;
            double recall = reference > 0 ? (double)matches / reference : Epsilon;
            fScores += FScore(precision, recall, factor, otherwise: Epsilon);
            if (hypothesis > 0 && reference > 0)
            {
                precisions += precision;
                recalls += recall;
                effectiveOrders++;
            }
        }

        return options.EpsilonSmoothing ? fScores / orders
            : effectiveOrders == 0 ? 0
            : FScore(precisions / effectiveOrders, recalls / effectiveOrders, factor, otherwise: 0);
    }

    private static double FScore(double precision, double recall, double factor, double otherwise)
    {
        double denominator = (factor * precision) + recall;
        return denominator > 0 ? (1 + factor) * precision * recall / denominator : otherwise;
    }
}

/// <summary>A chrF score.</summary>
/// <param name="Score">The F-score in points, 0 to 100.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record ChrFResult(double Score, ChrFOptions Options, int? References)
    : MetricResult(Options.Name, Score, References)
{
    /// <inheritdoc/>
    protected override string Settings => Options.Settings;

    /// <inheritdoc/>
    protected override string Details => string.Empty;
}
