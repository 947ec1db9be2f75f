namespace Dragoman.Metrics;

/// <summary>A translation edit rate and what it is made of.</summary>
/// <param name="Score">Edits for 100 words of the reference; above 100 if there are more edits than words.</param>
/// <param name="Edits">Insertions, deletions, substitutions and shifts, a shift of several words counting as one.</param>
/// <param name="ReferenceLength">Words of the references, for each segment the mean of its references.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record TerResult(double Score, long Edits, double ReferenceLength, TerOptions Options, int? References)
    : MetricResult("TER", Score, References)
{
    private protected override string Settings => Options.Settings;

    private protected override string Details =>
        $"(edits = {Decimals.Integer(Edits)} ref_len = {Decimals.Fixed(ReferenceLength, 1)})";
}
