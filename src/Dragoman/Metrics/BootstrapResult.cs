namespace Dragoman.Metrics;

/// <summary>What paired bootstrap resampling says of two systems.</summary>
/// <param name="Baseline">Score of the baseline on the test set.</param>
/// <param name="System">Score of the system on the test set.</param>
/// <param name="BaselineInterval">95 % confidence interval of the baseline's score.</param>
/// <param name="SystemInterval">95 % confidence interval of the system's score.</param>
/// <param name="WinShare">Share of samples, 0 to 1, in which the system is better than the baseline (Koehn 2004).</param>
/// <param name="PValue">Probability, 0 to 1, of so large a difference if the systems were equally good (as sacreBLEU and Moses).</param>
/// <param name="Samples">Resampled test sets.</param>
public sealed record BootstrapResult(
    MetricResult Baseline,
    MetricResult System,
    ConfidenceInterval BaselineInterval,
    ConfidenceInterval SystemInterval,
    double WinShare,
    double PValue,
    int Samples);
