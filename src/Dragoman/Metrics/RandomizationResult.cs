namespace Dragoman.Metrics;

/// <summary>What approximate randomisation says of two systems.</summary>
/// <param name="Baseline">Score of the baseline on the test set.</param>
/// <param name="System">Score of the system on the test set.</param>
/// <param name="PValue">Probability, 0 to 1, of so large a difference if it did not matter which system made a translation.</param>
/// <param name="Trials">Random exchanges of translations.</param>
public sealed record RandomizationResult(MetricResult Baseline, MetricResult System, double PValue, int Trials);
