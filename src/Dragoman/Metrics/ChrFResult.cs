namespace Dragoman.Metrics;

/// <summary>A chrF score.</summary>
/// <param name="Score">The F-score in points, 0 to 100.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record ChrFResult(double Score, ChrFOptions Options, int? References)
    : MetricResult(Options.Name, Score, References)
{
    private protected override string Settings => Options.Settings;

    private protected override string Details => string.Empty;
}
