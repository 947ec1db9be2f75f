using Dragoman.Metrics;

namespace Dragoman.Alignments;

/// <summary>Compares alignments with gold alignments.</summary>
/// <remarks>
/// Och and Ney 2003 (ACL J03-1002), section 5. With the links A found, S sure and P possible, counted over all sentence pairs together:
/// precision = |A ∩ P| / |A|, recall = |A ∩ S| / |S|, AER = 1 − (|A ∩ S| + |A ∩ P|) / (|A| + |S|).
/// </remarks>
public static class AlignmentErrorRate
{
    /// <summary>Scores alignments.</summary>
    /// <param name="alignments">The links found in each sentence pair; a link given twice counts once.</param>
    /// <param name="gold">The gold alignment of each.</param>
    /// <exception cref="ArgumentException">There is not one gold alignment for each alignment.</exception>
    public static AlignmentErrorRateResult Score(
        IReadOnlyList<IReadOnlyList<AlignmentLink>> alignments, IReadOnlyList<GoldAlignment> gold)
    {
        ArgumentNullException.ThrowIfNull(alignments);
        ArgumentNullException.ThrowIfNull(gold);
        if (alignments.Count != gold.Count)
        {
            throw new ArgumentException($"There are {alignments.Count} alignments, but {gold.Count} gold alignments.", nameof(gold));
        }

        (long links, long sure, long foundSure, long foundPossible) = (0, 0, 0, 0);
        for (int pair = 0; pair < gold.Count; pair++)
        {
            HashSet<AlignmentLink> found = [.. alignments[pair]];
            links += found.Count;
            sure += gold[pair].Sure.Count;
            foundSure += found.Count(gold[pair].Sure.Contains);
            foundPossible += found.Count(gold[pair].Possible.Contains);
        }

        return new AlignmentErrorRateResult(
            100 - Percentage(foundSure + foundPossible, links + sure),
            Percentage(foundPossible, links),
            Percentage(foundSure, sure),
            links,
            sure,
            gold.Count);
    }

    /// <summary>Nothing wanted and nothing given is wholly right.</summary>
    private static double Percentage(long right, long all) => all == 0 ? 100 : 100.0 * right / all;
}

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
    /// <inheritdoc/>
    protected override string Settings => "gold:sure+possible";

    /// <inheritdoc/>
    protected override string Details =>
        $"(precision = {Decimals.Fixed(Precision, 2)} recall = {Decimals.Fixed(Recall, 2)} links = {Decimals.Integer(Links)} "
        + $"sure = {Decimals.Integer(SureLinks)} pairs = {Decimals.Integer(Pairs)})";
}
