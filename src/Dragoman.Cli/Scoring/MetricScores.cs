using Dragoman.Metrics;

namespace Dragoman.Cli.Scoring;

/// <summary>How all systems do by one metric.</summary>
/// <param name="Kind">The metric by the user's name.</param>
/// <param name="Systems">[system] Scores; the first is the baseline.</param>
internal sealed record MetricScores(MetricKind Kind, IReadOnlyList<SystemScore> Systems);
