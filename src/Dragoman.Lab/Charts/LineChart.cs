namespace Dragoman.Lab.Charts;

/// <summary>One or more lines over two axes, such as a score by sentence length or a learning curve.</summary>
/// <param name="Title">A line above the picture.</param>
/// <param name="XLabel">What runs along the horizontal axis, with its unit.</param>
/// <param name="YLabel">What runs along the vertical axis, with its unit.</param>
/// <param name="Series">The lines, in the order of their colours.</param>
/// <param name="StartsAtZero">Whether the vertical axis begins at zero even if no point is near it. Default: false.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartSeries> Series, bool StartsAtZero = false)
{
    /// <summary>Draws the chart.</summary>
    /// <returns>A standalone SVG document without scripts or fonts of its own; pointing at a marker shows its numbers.</returns>
    public string ToSvg() => new LineChartDrawing(this).Draw();
}

/// <summary>A point of a line chart.</summary>
/// <param name="X">Position along the horizontal axis.</param>
/// <param name="Y">Height.</param>
public readonly record struct ChartPoint(double X, double Y)
{
    private const double Limit = 1e300; // an axis needs a little air above

    /// <summary>Whether it can be drawn; false for NaN.</summary>
    internal bool IsDrawable => Math.Abs(X) < Limit && Math.Abs(Y) < Limit;
}

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the line shows, for the legend.</param>
/// <param name="Points">Its points, in the order in which they are joined; one that is not a number, or infinite, leaves a gap.</param>
/// <param name="IsDashed">Whether the line is dashed, such as for a baseline. Default: false.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, bool IsDashed = false);
