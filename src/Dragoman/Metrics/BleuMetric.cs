namespace Dragoman.Metrics;

/// <summary>BLEU: the geometric mean of clipped n-gram precisions, times a penalty for brevity.</summary>
/// <remarks>
/// Papineni et al. 2002 (P02-1040), equations 2 and 3: BP · exp(Σ_n 1/N log p_n), BP = min(1, exp(1 − r/c)).
/// Tokenisation, smoothing and the nearest reference length (the shorter one in a tie) follow sacreBLEU 2.6 (Post 2018, W18-6319),
/// so that scores agree with it to the last digit. <see cref="BleuResult.Matches"/> are the counts before add-k smoothing.
/// </remarks>
public sealed class BleuMetric : SegmentMetric
{
    private const int HypothesisLength = 0;
    private const int ReferenceLength = 1;
    private const int FirstMatch = 2;

    /// <summary>Makes the metric.</summary>
    /// <param name="options">Options; null for sacreBLEU's defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public BleuMetric(BleuOptions? options = null)
    {
        Options = options ?? new BleuOptions();
        Options.ThrowIfInvalid();
    }

    /// <summary>Options of this metric.</summary>
    public BleuOptions Options { get; }

    /// <inheritdoc/>
    public override string Name => "BLEU";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Counts kept for each segment: both lengths, then matches and totals of each order.</summary>
    public override int StatisticsSize => FirstMatch + (2 * Options.MaxOrder);

    /// <inheritdoc/>
    public override BleuResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <summary>Scores a single sentence; the metric should have been made with <see cref="BleuOptions.Sentence"/>.</summary>
    /// <inheritdoc/>
    public override BleuResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <summary>Computes BLEU from counts.</summary>
    /// <param name="totals">[2 + 2 × order] Length of the hypotheses, length of the references, matches, totals.</param>
    /// <param name="references">References a segment for the signature, or null where segments differ.</param>
    /// <returns>The score with its details.</returns>
    /// <exception cref="ArgumentException">The totals have another size.</exception>
    public override BleuResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        long hypothesisLength = totals[HypothesisLength];
        long referenceLength = totals[ReferenceLength];
        long[] matches = totals.Slice(FirstMatch, Options.MaxOrder).ToArray();
        long[] ngrams = totals.Slice(FirstMatch + Options.MaxOrder, Options.MaxOrder).ToArray();

        double brevityPenalty = BrevityPenalty(hypothesisLength, referenceLength);
        double[] precisions = new double[Options.MaxOrder]; // [order], per cent
        double score = 0;
        if (matches.AsSpan().ContainsAnyExcept(0L))
        {
            int order = Precisions(matches, ngrams, precisions);
            score = brevityPenalty * GeometricMean(precisions.AsSpan(0, order));
        }

        return new BleuResult(
            score, precisions, matches, ngrams, brevityPenalty, hypothesisLength, referenceLength, Options, references);
    }

    /// <summary>The factor by which BLEU punishes hypotheses that are shorter than their references.</summary>
    /// <param name="hypothesisLength">Tokens of the hypotheses, at least 0.</param>
    /// <param name="referenceLength">Tokens of the references, at least 0.</param>
    /// <returns>exp(1 − r/c) where c is below r, else 1; 0 for an empty hypothesis.</returns>
    public static double BrevityPenalty(long hypothesisLength, long referenceLength) => hypothesisLength switch
    {
        _ when hypothesisLength >= referenceLength => 1,
        0 => 0,
        _ => Math.Exp(1 - ((double)referenceLength / hypothesisLength)),
    };

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new BleuCounter(Options);

    /// <summary>Fills in the smoothed precisions and returns the number of orders that enter the mean.</summary>
    private int Precisions(ReadOnlySpan<long> matches, ReadOnlySpan<long> ngrams, Span<double> precisions)
    {
        double value = Options.EffectiveSmoothingValue;
        double halving = 1;
        for (int n = 0; n < precisions.Length; n++)
        {
            double added = Options.Smoothing == BleuSmoothing.AddK && n > 0 ? value : 0;
            double matched = matches[n] + added;
            double total = ngrams[n] + added;
            if (total == 0)
            {
                return Options.EffectiveOrder ? n : precisions.Length;
            }

            precisions[n] = (matched, Options.Smoothing) switch
            {
                ( > 0, _) => 100 * matched / total,
                (_, BleuSmoothing.Exponential) => 100 / ((halving *= 2) * total),
                (_, BleuSmoothing.Floor) => 100 * value / total,
                _ => 0,
            };
        }

        return precisions.Length;
    }

    private static double GeometricMean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Log(value);
        }

        return Math.Exp(sum / values.Length);
    }
}

/// <summary>A BLEU score and what it is made of.</summary>
/// <param name="Score">BLEU in points, 0 to 100.</param>
/// <param name="Precisions">[order] Modified n-gram precisions in per cent, smoothed; all 0 if there is no match at all.</param>
/// <param name="Matches">[order] N-grams of the hypotheses that the references cover, clipped.</param>
/// <param name="Totals">[order] N-grams of the hypotheses.</param>
/// <param name="BrevityPenalty">0 to 1; 1 unless the hypotheses are shorter than the references.</param>
/// <param name="HypothesisLength">Tokens of the hypotheses.</param>
/// <param name="ReferenceLength">Tokens of the references, for each segment that of the reference nearest in length.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record BleuResult(
    double Score,
    IReadOnlyList<double> Precisions,
    IReadOnlyList<long> Matches,
    IReadOnlyList<long> Totals,
    double BrevityPenalty,
    long HypothesisLength,
    long ReferenceLength,
    BleuOptions Options,
    int? References) : MetricResult("BLEU", Score, References)
{
    /// <summary>Length of the hypotheses by that of the references; 0 if the latter is 0.</summary>
    public double LengthRatio => ReferenceLength == 0 ? 0 : (double)HypothesisLength / ReferenceLength;

    /// <inheritdoc/>
    protected override string Settings => Options.Settings;

    /// <inheritdoc/>
    protected override string Details =>
        $"{string.Join('/', Precisions.Select(precision => Decimals.Fixed(precision, 1)))} "
        + $"(BP = {Decimals.Fixed(BrevityPenalty, 3)} ratio = {Decimals.Fixed(LengthRatio, 3)} "
        + $"hyp_len = {Decimals.Integer(HypothesisLength)} ref_len = {Decimals.Integer(ReferenceLength)})";
}
