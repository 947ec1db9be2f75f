using System.Globalization;
using System.Text;
using Dragoman.Visualization;

namespace Dragoman.Lab.Charts;

/// <summary>Places and draws the parts of a line chart.</summary>
internal sealed class LineChartDrawing
{
    private const double Margin = 20;
    private const double TitleSize = 15;
    private const double LabelSize = 12.5;
    private const double TickSize = 11.5;
    private const double PlotWidth = 520;
    private const double PlotHeight = 300;
    private const double SwatchWidth = 26;
    private const double LegendGap = 14;
    private const double LegendLine = 20;
    private const int MostMarkers = 40; // on a line; more would hide it

    private readonly LineChart _chart;
    private readonly AxisScale _x;
    private readonly AxisScale _y;
    private readonly SvgText _svg = new();
    private readonly double _left;
    private readonly double _top;
    private readonly double _width;
    private readonly double _height;

    public LineChartDrawing(LineChart chart)
    {
        _chart = chart;
        ChartPoint[] points = [.. chart.Series.SelectMany(series => series.Points).Where(point => point.IsDrawable)];
        _x = AxisScale.Over(points.Select(point => point.X), 8);
        _y = AxisScale.Over(points.Select(point => point.Y).Concat(chart.StartsAtZero ? [0.0] : []), 6);
        _left = Margin + (_y.Ticks.Max(tick => SvgText.Ems(_y.Label(tick))) * TickSize) + 8;
        _top = Margin + TitleSize + 14 + LabelSize + 14;
        double legendWidth = chart.Series.Select(series => LegendGap + SwatchWidth + 6 + (SvgText.Ems(series.Name) * LabelSize)).DefaultIfEmpty(0).Max();
        double titleWidth = new[] { chart.Title, chart.YLabel }.Max(text => SvgText.Ems(text) * TitleSize * 1.1);
        _width = Math.Ceiling(Math.Max(_left + PlotWidth + legendWidth, Margin + titleWidth) + Margin);
        _height = Math.Ceiling(_top + Math.Max(PlotHeight, chart.Series.Count * LegendLine) + 24 + TickSize + LabelSize + Margin);
    }

    public string Draw()
    {
        OpenDocument();
        DrawAxes();
        for (int i = 0; i < _chart.Series.Count; i++)
        {
            DrawSeries(_chart.Series[i], SeriesStyle.Of(i));
        }

        DrawLegend();
        _svg.Line($"</svg>");
        return _svg.ToString();
    }

    private void OpenDocument()
    {
        _svg.Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{_width:0.#}" height="{_height:0.#}" viewBox="0 0 {_width:0.#} {_height:0.#}" role="img" aria-labelledby="title description">""");
        _svg.Line($"""<title id="title">{SvgText.Escape(_chart.Title)}</title>""");
        _svg.Line($"""<desc id="description">{SvgText.Escape(Describe())}</desc>""");
        _svg.Line($"<style>");
        _svg.Line($"text {{ font-family: {SvgText.FontFamily}; font-size: {LabelSize}px; fill: #1f2933; }}");
        _svg.Line($".title {{ font-size: {TitleSize}px; font-weight: 600; }}");
        _svg.Line($".tick {{ font-size: {TickSize}px; fill: #616e7c; font-variant-numeric: tabular-nums; }}");
        _svg.Line($".middle {{ text-anchor: middle; }}");
        _svg.Line($".end {{ text-anchor: end; }}");
        _svg.Line($".grid {{ stroke: #e4e7eb; }}");
        _svg.Line($".axis {{ stroke: #7b8794; }}");
        _svg.Line($".line {{ fill: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }}");
        _svg.Line($".marker {{ stroke: #ffffff; stroke-width: 1.2; }}");
        _svg.Line($"</style>");
        _svg.Line($"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        _svg.Line($"""<text class="title" x="{Margin}" y="{Margin + TitleSize:0.#}">{SvgText.Escape(_chart.Title)}</text>""");
    }

    private void DrawAxes()
    {
        double bottom = _top + PlotHeight;
        _svg.Line($"""<text x="{Margin}" y="{_top - 14:0.#}">{SvgText.Escape(_chart.YLabel)}</text>""");
        foreach (double tick in _y.Ticks)
        {
            double y = Y(tick);
            string line = y > bottom - 0.5 ? "axis" : "grid";
            _svg.Line($"""<line class="{line}" x1="{_left:0.#}" y1="{y:0.#}" x2="{_left + PlotWidth:0.#}" y2="{y:0.#}"/>""");
            _svg.Line($"""<text class="tick end" x="{_left - 8:0.#}" y="{y:0.#}" dy="0.35em">{_y.Label(tick)}</text>""");
        }

        foreach (double tick in _x.Ticks)
        {
            double x = X(tick);
            _svg.Line($"""<line class="axis" x1="{x:0.#}" y1="{bottom:0.#}" x2="{x:0.#}" y2="{bottom + 5:0.#}"/>""");
            _svg.Line($"""<text class="tick middle" x="{x:0.#}" y="{bottom + 8 + TickSize:0.#}">{_x.Label(tick)}</text>""");
        }

        _svg.Line($"""<text class="middle" x="{_left + (PlotWidth / 2):0.#}" y="{bottom + 20 + TickSize + LabelSize:0.#}">{SvgText.Escape(_chart.XLabel)}</text>""");
    }

    private void DrawSeries(ChartSeries series, SeriesStyle style)
    {
        _svg.Line($"""<path class="line" stroke="{style.Color}"{Dashes(series)} d="{Path(series)}"/>""");
        foreach (ChartPoint point in series.Points.Where(point => point.IsDrawable && HasMarkers(series)))
        {
            string label = string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.X:#,0.##}, {point.Y:#,0.###}");
            _svg.Line($"""<path class="marker" fill="{style.Color}" transform="translate({X(point.X):0.#} {Y(point.Y):0.#})" d="{style.Marker}"><title>{SvgText.Escape(label)}</title></path>""");
        }
    }

    /// <summary>Names stand at the right, each as near to the end of its line as the others let it.</summary>
    private void DrawLegend()
    {
        double x = _left + PlotWidth + LegendGap;
        foreach ((int index, double y) in LegendPlaces())
        {
            ChartSeries series = _chart.Series[index];
            SeriesStyle style = SeriesStyle.Of(index);
            _svg.Line($"""<path class="line" stroke="{style.Color}"{Dashes(series)} d="M{x:0.#} {y:0.#}h{SwatchWidth}"/>""");
            if (HasMarkers(series))
            {
                _svg.Line($"""<path class="marker" fill="{style.Color}" transform="translate({x + (SwatchWidth / 2):0.#} {y:0.#})" d="{style.Marker}"/>""");
            }

            _svg.Line($"""<text x="{x + SwatchWidth + 6:0.#}" y="{y:0.#}" dy="0.35em">{SvgText.Escape(series.Name)}</text>""");
        }
    }

    private List<(int Index, double Y)> LegendPlaces()
    {
        double lowest = _top + Math.Max(PlotHeight, _chart.Series.Count * LegendLine);
        List<(int Index, double Y)> places =
        [
            .. _chart.Series
                .Select((series, index) => (index, Y: LastY(series) is { } y ? Y(y) : lowest))
                .OrderBy(place => place.Y),
        ];
        for (int i = 1; i < places.Count; i++)
        {
            places[i] = (places[i].Index, Math.Max(places[i].Y, places[i - 1].Y + LegendLine));
        }

        double limit = lowest;
        for (int i = places.Count - 1; i >= 0; i--, limit -= LegendLine)
        {
            places[i] = (places[i].Index, Math.Min(places[i].Y, limit));
        }

        return places;
    }

    /// <summary>The line; a gap begins anew, and a point between two gaps becomes a dot.</summary>
    private string Path(ChartSeries series)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        for (int i = 0; i < series.Points.Count; i++)
        {
            ChartPoint point = series.Points[i];
            if (point.IsDrawable)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{X(point.X):0.##} {Y(point.Y):0.##}");
                bool isAlone = !isDrawing && (i + 1 == series.Points.Count || !series.Points[i + 1].IsDrawable);
                path.Append(isAlone ? "h0" : "");
            }

            isDrawing = point.IsDrawable;
        }

        return path.ToString();
    }

    /// <summary>The chart in words, for those who cannot see it.</summary>
    private string Describe()
    {
        IEnumerable<string> lines = _chart.Series.Select(series =>
        {
            ChartPoint[] points = [.. series.Points.Where(point => point.IsDrawable)];
            return points.Length == 0
                ? $"{series.Name}: no points."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{series.Name}: from {points[0].Y:#,0.##} at {points[0].X:#,0.##} to {points[^1].Y:#,0.##} at {points[^1].X:#,0.##}.");
        });
        return string.Join(' ', lines.Prepend($"{_chart.YLabel} by {_chart.XLabel}."));
    }

    private double X(double value) => _left + (_x.Position(value) * PlotWidth);

    private double Y(double value) => _top + ((1 - _y.Position(value)) * PlotHeight);

    private static double? LastY(ChartSeries series) =>
        series.Points.LastOrDefault(point => point.IsDrawable, new ChartPoint(0, double.NaN)) is { IsDrawable: true } last ? last.Y : null;

    private static bool HasMarkers(ChartSeries series) => series.Points.Count <= MostMarkers;

    private static string Dashes(ChartSeries series) => series.IsDashed ? " stroke-dasharray=\"6 5\"" : "";
}

/// <summary>How a line of a chart looks: colour and marker differ from line to line, so that neither grey paper nor colour blindness hides which is which.</summary>
/// <param name="Color">As CSS writes it.</param>
/// <param name="Marker">Path of its marker around the origin.</param>
/// <remarks>Colours after Okabe and Ito 2008 ("Color Universal Design"), without the yellow, which is pale on white.</remarks>
internal readonly record struct SeriesStyle(string Color, string Marker)
{
    private const string Circle = "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z";
    private const string Square = "M-3.2 -3.2h6.4v6.4h-6.4Z";
    private const string Triangle = "M0 -4.2L4.2 3.2H-4.2Z";
    private const string Diamond = "M0 -4.5L4.5 0L0 4.5L-4.5 0Z";

    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"];
    private static readonly string[] Markers = [Circle, Square, Triangle, Diamond];

    /// <summary>The style of a line; 28 differ.</summary>
    /// <param name="index">Its number, from 0.</param>
    public static SeriesStyle Of(int index) => new(Colors[index % Colors.Length], Markers[index % Markers.Length]);
}
