namespace Dragoman.Metrics;

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

    private protected override string Settings => Options.Settings;

    private protected override string Details =>
        $"{string.Join('/', Precisions.Select(precision => Decimals.Fixed(precision, 1)))} "
        + $"(BP = {Decimals.Fixed(BrevityPenalty, 3)} ratio = {Decimals.Fixed(LengthRatio, 3)} "
        + $"hyp_len = {Decimals.Integer(HypothesisLength)} ref_len = {Decimals.Integer(ReferenceLength)})";
}
