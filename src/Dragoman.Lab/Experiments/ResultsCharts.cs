using Dragoman.Lab.Charts;

namespace Dragoman.Lab.Experiments;

/// <summary>The pictures of an experiment: a line for each system, means over its seeds.</summary>
internal static class ResultsCharts
{
    /// <summary>The first metric by source length; null if it was not measured.</summary>
    internal static LineChart? ScoreByLength(ExperimentResults results) =>
        results.Runs is [{ Lengths: [_, ..] lengths, Scores: [{ } score, ..] }, ..]
            ? new LineChart(
                results.Title,
                "source length, words (mean of each group)",
                ResultsMarkdown.NameOf(score.Metric),
                [
                    .. SystemSummary.Of(results.Runs).Select(system => new ChartSeries(
                        system.Name,
                        [.. lengths.Select(length => new ChartPoint(length.MeanLength, system.LengthScore(length.From)))])),
                ],
                StartsAtZero: true)
            : null;

    /// <summary>Validation loss by updates; null without validation.</summary>
    internal static LineChart? LearningCurve(ExperimentResults results)
    {
        ChartSeries[] series =
        [
            .. SystemSummary.Of(results.Runs).Select(system => new ChartSeries(
                system.Name, [.. system.Curve().Select(point => new ChartPoint(point.Update, point.Loss))])),
        ];
        return series.Any(line => line.Points.Count > 0)
            ? new LineChart(results.Title, "updates", "validation loss, nats per target token", series)
            : null;
    }
}
