using Dragoman.Metrics;

namespace Dragoman.Alignments;

/// <summary>An alignment error rate and the precision and recall behind it.</summary>
/// <param name="Score">The error rate in points, 0 to 100; lower is better.</param>
/// <param name="Precision">Found links in 100 that are sure or possible; 100 if none was found.</param>
/// <param name="Recall">Sure links in 100 that were found; 100 if there are none.</param>
/// <param name="Links">Links found.</param>
/// <param name="SureLinks">Sure links of the gold alignments.</param>
/// <param name="Pairs">Sentence pairs compared.</param>
public sealed record AlignmentErrorRateResult(
    double Score, double Precision, double Recall, long Links, long SureLinks, long Pairs) : MetricResult("AER", Score, References: 1)
{
    private protected override string Settings => "gold:sure+possible";

    private protected override string Details =>
        $"(precision = {Decimals.Fixed(Precision, 2)} recall = {Decimals.Fixed(Recall, 2)} links = {Decimals.Integer(Links)} "
        + $"sure = {Decimals.Integer(SureLinks)} pairs = {Decimals.Integer(Pairs)})";
}
