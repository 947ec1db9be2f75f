namespace Dragoman.Metrics;

/// <summary>Mean over the lines of <see cref="SequenceBleu"/> with n-grams of up to two words, times 100.</summary>
/// <remarks>
/// Zhang et al., Dive into Deep Learning, section 10.7.6. Tokens stand between white space. Of several references the best counts.
/// </remarks>
public sealed class SequenceBleuMetric : SegmentMetric
{
    private const double Unit = 1e-12; // of a score: what is kept of a line is a whole number

    /// <inheritdoc/>
    public override string Name => "sequence BLEU";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Counts kept for each segment: its score in units of 10⁻¹², and 1 for the line.</summary>
    public override int StatisticsSize => 2;

    /// <inheritdoc/>
    public override SequenceBleuResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    public override SequenceBleuResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override SequenceBleuResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        return new SequenceBleuResult(totals[1] > 0 ? 100 * Unit * totals[0] / totals[1] : 0, totals[1], references);
    }

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new Counter();

    private sealed class Counter : SegmentCounter
    {
        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            double best = 0;
            foreach (string reference in references)
            {
                best = Math.Max(best, SequenceBleu.Score(hypothesis, reference));
            }

            (statistics[0], statistics[1]) = ((long)Math.Round(best / Unit), 1);
        }
    }
}

/// <summary>A mean of <see cref="SequenceBleu"/>.</summary>
/// <param name="Score">In points, 0 to 100.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record SequenceBleuResult(double Score, long Lines, int? References) : MetricResult("sequence BLEU", Score, References)
{
    /// <inheritdoc/>
    protected override string Settings => "case:mixed|k:2";

    /// <inheritdoc/>
    protected override string Details => $"(lines = {Decimals.Integer(Lines)})";
}
