namespace Dragoman.Metrics;

/// <summary>Where a score lies in 95 % of the resampled test sets.</summary>
/// <param name="Lower">Lower end, in points.</param>
/// <param name="Mean">Mean over all samples, in points.</param>
/// <param name="Upper">Upper end, in points.</param>
public readonly record struct ConfidenceInterval(double Lower, double Mean, double Upper);
