namespace Dragoman.Metrics;

/// <summary>A mean of <see cref="SequenceBleu"/>.</summary>
/// <param name="Score">In points, 0 to 100.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record SequenceBleuResult(double Score, long Lines, int? References) : MetricResult("sequence BLEU", Score, References)
{
    private protected override string Settings => "case:mixed|k:2";

    private protected override string Details => $"(lines = {Decimals.Integer(Lines)})";
}
