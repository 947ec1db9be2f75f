using System.Globalization;
using Dragoman.Alignments;

namespace Dragoman.Visualization;

/// <summary>Draws an attention map as a picture: a standalone SVG without scripts or fonts of its own.</summary>
public static class AttentionSvg
{
    private const long MostCells = 1_000_000;

    /// <summary>Draws a map; source tokens run along the top, target tokens down the left side.</summary>
    /// <param name="map">The weights.</param>
    /// <param name="title">A line above the picture, or null.</param>
    /// <returns>
    /// An SVG document; weights of at least 0.10 are printed in their cells, and pointing at a cell shows its exact weight. Tokens that the model
    /// does not know are underlined, and a note below says so.
    /// </returns>
    /// <exception cref="ArgumentException">The map has more than 1,000,000 cells.</exception>
    public static string Render(AttentionMap map, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        long cells = (long)map.Source.Count * map.Target.Count;
        if (cells > MostCells)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The map has {cells:N0} cells; a picture has room for {MostCells:N0}. Draw a shorter sentence, or write JSON."),
                nameof(map));
        }

        var layout = new SvgLayout(map, title);
        var svg = new SvgText();
        OpenDocument(svg, layout, title);
        DrawSourceTokens(svg, layout, map);
        DrawTargetTokens(svg, layout, map);
        DrawCells(svg, layout, map);
        DrawLegend(svg, layout);
        DrawNote(svg, layout);
        svg.Line($"</svg>");
        return svg.ToString();
    }

    private static void OpenDocument(SvgText svg, SvgLayout layout, string? title)
    {
        svg.Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{layout.Width:0.#}" height="{layout.Height:0.#}" viewBox="0 0 {layout.Width:0.#} {layout.Height:0.#}" role="img">""");
        svg.Line($"<title>{SvgText.Escape(title ?? "Attention weights")}</title>");
        svg.Line($"<style>");
        svg.Line($"text {{ font-family: {SvgText.FontFamily}; font-size: {SvgLayout.WordSize}px; fill: #1f2933; }}");
        svg.Line($".title {{ font-size: {SvgLayout.TitleSize}px; font-weight: 600; }}");
        svg.Line($".axis {{ font-size: {SvgLayout.AxisSize}px; fill: #616e7c; letter-spacing: 0.08em; text-anchor: middle; }}");
        svg.Line($".target {{ text-anchor: end; }}");
        svg.Line($".scale {{ font-size: {SvgLayout.NumberSize}px; fill: #616e7c; }}");
        svg.Line($".number {{ font-size: {SvgLayout.NumberSize}px; text-anchor: middle; pointer-events: none; }}");
        svg.Line($".light {{ fill: #ffffff; }}");
        if (layout.HasNote)
        {
            svg.Line($".unknown {{ text-decoration: underline dotted; font-style: italic; }}");
        }

        svg.Line($"</style>");
        svg.Line($"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        if (title is not null)
        {
            svg.Line($"""<text class="title" x="{SvgLayout.Margin}" y="{SvgLayout.Margin + SvgLayout.TitleSize:0.#}">{SvgText.Escape(title)}</text>""");
        }
    }

    private static void DrawSourceTokens(SvgText svg, SvgLayout layout, AttentionMap map)
    {
        svg.Line($"""<text class="axis" x="{layout.Left + (layout.GridWidth / 2):0.#}" y="{layout.SourceAxisY:0.#}">source</text>""");
        for (int i = 0; i < layout.Source.Count; i++)
        {
            double x = layout.Left + ((i + 0.5) * SvgLayout.Cell);
            double y = layout.Top - SvgLayout.WordGap;
            svg.Line($"""<text{(map.UnknownSource.Contains(i) ? " class=\"unknown\"" : "")} transform="translate({x:0.#} {y:0.#}) rotate(-45)" dy="0.3em">{SvgText.Escape(layout.Source[i])}</text>""");
        }
    }

    private static void DrawTargetTokens(SvgText svg, SvgLayout layout, AttentionMap map)
    {
        double axisY = layout.Top + (layout.GridHeight / 2);
        svg.Line($"""<text class="axis" transform="translate({layout.TargetAxisX:0.#} {axisY:0.#}) rotate(-90)">target</text>""");
        for (int i = 0; i < layout.Target.Count; i++)
        {
            double y = layout.Top + ((i + 0.5) * SvgLayout.Cell);
            svg.Line($"""<text class="{(map.UnknownTarget.Contains(i) ? "target unknown" : "target")}" x="{layout.Left - SvgLayout.WordGap:0.#}" y="{y:0.#}" dy="0.35em">{SvgText.Escape(layout.Target[i])}</text>""");
        }
    }

    private static void DrawCells(SvgText svg, SvgLayout layout, AttentionMap map)
    {
        for (int row = 0; row < map.Target.Count; row++)
        {
            for (int column = 0; column < map.Source.Count; column++)
            {
                float weight = map[row, column];
                HeatColor color = HeatColor.Of(weight);
                double x = layout.Left + (column * SvgLayout.Cell);
                double y = layout.Top + (row * SvgLayout.Cell);
                svg.Line($"""<rect x="{x + 1:0.#}" y="{y + 1:0.#}" width="{SvgLayout.Cell - 2}" height="{SvgLayout.Cell - 2}" rx="3" fill="{color.Css}"><title>{SvgText.Escape(layout.Source[column])} → {SvgText.Escape(layout.Target[row])}: {weight:0.0000}</title></rect>""");
                if (weight >= 0.1f)
                {
                    string tone = color.IsDark ? "number light" : "number";
                    svg.Line($"""<text class="{tone}" x="{x + (SvgLayout.Cell / 2.0):0.#}" y="{y + (SvgLayout.Cell / 2.0):0.#}" dy="0.35em">{weight:0.00}</text>""");
                }
            }
        }
    }

    private static void DrawNote(SvgText svg, SvgLayout layout)
    {
        if (layout.HasNote)
        {
            svg.Line($"""<text class="scale" x="{SvgLayout.Margin}" y="{layout.Height - SvgLayout.Margin:0.#}"><tspan class="unknown">underlined</tspan> {SvgText.Escape(AttentionMap.UnknownNote)}</text>""");
        }
    }

    private static void DrawLegend(SvgText svg, SvgLayout layout)
    {
        svg.Line($"""<linearGradient id="attention-scale" x1="0" y1="1" x2="0" y2="0">""");
        const int steps = 8;
        for (int i = 0; i <= steps; i++)
        {
            svg.Line($"""<stop offset="{i / (double)steps:0.###}" stop-color="{HeatColor.Of(i / (float)steps).Css}"/>""");
        }

        svg.Line($"</linearGradient>");
        svg.Line($"""<rect x="{layout.LegendX:0.#}" y="{layout.Top + 1:0.#}" width="{SvgLayout.LegendBar}" height="{layout.LegendHeight - 2:0.#}" rx="3" fill="url(#attention-scale)"/>""");
        foreach ((string text, double share) in new[] { ("1", 0.0), ("0.5", 0.5), ("0", 1.0) })
        {
            double y = layout.Top + 6 + (share * (layout.LegendHeight - 12));
            svg.Line($"""<text class="scale" x="{layout.LegendX + SvgLayout.LegendBar + 6:0.#}" y="{y:0.#}" dy="0.35em">{text}</text>""");
        }
    }
}
