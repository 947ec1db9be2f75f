namespace Dragoman.Metrics;

/// <summary>How one of several systems does by a metric, and whether it differs from the first of them.</summary>
/// <param name="Result">Its score on the test set.</param>
/// <param name="Interval">95 % confidence interval of the score, from bootstrap resampling; null if that was not wanted.</param>
/// <param name="Bootstrap">Comparison with the first system by paired bootstrap resampling; null for the first, or if that was not wanted.</param>
/// <param name="Randomization">Comparison with the first system by approximate randomisation; null for the first, or if that was not wanted.</param>
public sealed record SystemScore(
    MetricResult Result, ConfidenceInterval? Interval, BootstrapResult? Bootstrap, RandomizationResult? Randomization);
