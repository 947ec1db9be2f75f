using Dragoman.Parsing;

namespace Dragoman.Metrics;

/// <summary>Labelled bracketing of a corpus of linearised trees.</summary>
/// <param name="Counts">The counts behind it, with precision, recall, complete match and the share of malformed trees.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record BracketingResult(BracketCounts Counts, int? References) : MetricResult("bracketing", Counts.F1, References)
{
    private protected override string Settings => "score:f1|rules:evalb-collins|malformed:mended";

    private protected override string Details =>
        $"(P = {Decimals.Fixed(Counts.Precision, 2)} R = {Decimals.Fixed(Counts.Recall, 2)} "
        + $"complete = {Decimals.Fixed(Counts.CompleteMatch, 2)} malformed = {Decimals.Fixed(Counts.MalformedShare, 2)} "
        + $"trees = {Decimals.Integer(Counts.Sentences)} skipped = {Decimals.Integer(Counts.Skipped)})";
}
