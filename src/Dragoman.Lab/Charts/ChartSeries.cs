namespace Dragoman.Lab.Charts;

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
