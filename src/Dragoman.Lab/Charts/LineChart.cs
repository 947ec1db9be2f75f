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
