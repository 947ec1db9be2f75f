namespace Dragoman.Metrics;

/// <summary>An error rate and the edits behind it.</summary>
/// <param name="Score">Edits for 100 units of the reference; above 100 if there are more edits than units.</param>
/// <param name="Substitutions">Units replaced by another.</param>
/// <param name="Deletions">Units of the reference that are missing.</param>
/// <param name="Insertions">Units that are not in the reference.</param>
/// <param name="ReferenceLength">Units of the references that were counted.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record ErrorRateResult(
    double Score,
    long Substitutions,
    long Deletions,
    long Insertions,
    long ReferenceLength,
    ErrorRateOptions Options,
    int? References) : MetricResult(Options.Name, Score, References)
{
    /// <summary>Substitutions, deletions and insertions together.</summary>
    public long Edits => Substitutions + Deletions + Insertions;

    private protected override string Settings => $"case:{(Options.Lowercase ? "lc" : "mixed")}";

    private protected override string Details =>
        $"(sub = {Decimals.Integer(Substitutions)} del = {Decimals.Integer(Deletions)} "
        + $"ins = {Decimals.Integer(Insertions)} ref_len = {Decimals.Integer(ReferenceLength)})";
}
