using System.Globalization;
using System.Xml.Linq;
using Dragoman.Lab.Charts;

namespace Dragoman.Lab.Tests.Charts;

public sealed class LineChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_TwoLines_NamesThemNearestToTheirEnds()
    {
        XElement svg = Parse(new LineChart("A title", "words", "BLEU", [Line("falls", 30, 10), Line("rises", 12, 28)]));

        Assert.Equal(["A title", "BLEU"], Texts(svg).Take(2));
        Assert.Contains("words", Texts(svg));
        Assert.Equal(["rises", "falls"], Texts(svg).TakeLast(2));
    }

    [Fact]
    public void ToSvg_AnyChart_HasTitleAndDescription()
    {
        XElement svg = Parse(new LineChart("A title", "words", "BLEU", [Line("a", 30, 10), Line("b")]));

        Assert.Equal("A title", svg.Element(Svg + "title")?.Value);
        Assert.Equal("BLEU by words. a: from 30 at 0 to 10 at 1. b: no points.", svg.Element(Svg + "desc")?.Value);
        Assert.Equal("img", svg.Attribute("role")?.Value);
    }

    [Fact]
    public void ToSvg_Point_TellsItsNumbers()
    {
        XElement svg = Parse(new LineChart("", "", "", [Line("a", 30, 1234.5678)]));

        Assert.Equal(["a: 0, 30", "a: 1, 1,234.568"], svg.Descendants(Svg + "path").Elements(Svg + "title").Select(title => title.Value));
    }

    [Theory]
    [InlineData("ML", 3.0, 4.0)]
    [InlineData("MLML", 3.0, 4.0, double.NaN, 5.0, 6.0)]
    [InlineData("MLMh", 3.0, 4.0, double.PositiveInfinity, 5.0)]
    [InlineData("Mh", double.NaN, 5.0, double.NegativeInfinity)]
    [InlineData("", double.NaN)]
    [InlineData("")]
    public void ToSvg_NotANumber_LeavesAGap(string expected, params double[] heights)
    {
        XElement svg = Parse(new LineChart("", "", "", [Line("a", heights)]));

        string path = Lines(svg).First().Attribute("d")!.Value;
        Assert.Equal(expected, new string([.. path.Where(char.IsLetter)]));
    }

    [Fact]
    public void ToSvg_DashedLine_IsDashedInTheLegendToo()
    {
        XElement svg = Parse(new LineChart("", "", "", [Line("a", 1, 2), Line("b", 2, 3) with { IsDashed = true }]));

        Assert.Equal(2, Lines(svg).Count(line => line.Attribute("stroke-dasharray") is not null));
    }

    [Fact]
    public void ToSvg_ManyPoints_HasNoMarkers()
    {
        XElement svg = Parse(new LineChart("", "", "", [Line("a", [.. Enumerable.Range(0, 100).Select(i => Math.Sqrt(i))])]));

        Assert.DoesNotContain(svg.Elements(Svg + "path"), path => path.Attribute("class")?.Value == "marker");
    }

    [Fact]
    public void ToSvg_StartsAtZero_ShowsZero()
    {
        LineChart chart = new("", "", "", [Line("a", 30, 31)]);

        Assert.DoesNotContain("0", Ticks(Parse(chart)));
        Assert.Equal("0", Ticks(Parse(chart with { StartsAtZero = true })).First());
    }

    [Fact]
    public void ToSvg_AnyWord_IsWellFormedXmlThatKeepsTheWord()
    {
        string[] words = ["<b>&\"'", "עברית", "日本語", "👩‍👩‍👧"];
        XElement svg = Parse(new LineChart(words[0], words[1], words[2], [Line(words[3], 1, 2), Line("a\u0000b\ud800", 2, 1)]));

        Assert.Superset(words.ToHashSet(), Texts(svg).ToHashSet());
        Assert.Contains("a\ufffdb\ufffd", Texts(svg));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public void ToSvg_AnyNumberOfLines_KeepsNamesApartAndInside(int count)
    {
        XElement svg = Parse(new LineChart("", "", "", [.. Enumerable.Range(0, count).Select(i => Line($"line {i}", 1, 2))]));

        double height = Number(svg, "height");
        double[] places = [.. svg.Elements(Svg + "text").Where(text => text.Value.StartsWith("line", StringComparison.Ordinal)).Select(text => Number(text, "y"))];
        Assert.Equal(count, places.Length);
        Assert.All(places, y => Assert.InRange(y, 0, height));
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First > 15));
    }

    [Fact]
    public void ToSvg_CommaCulture_WritesPoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        LineChart chart = new("", "", "", [Line("a", 0.5, 0.25)]);
        string expected = chart.ToSvg();
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, chart.ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ChartSeries Line(string name, params double[] heights) => new(name, [.. heights.Select((y, x) => new ChartPoint(x, y))]);

    private static XElement Parse(LineChart chart) => XElement.Parse(chart.ToSvg());

    private static IEnumerable<string> Texts(XElement svg) => svg.Elements(Svg + "text").Select(text => text.Value);

    private static IEnumerable<string> Ticks(XElement svg) =>
        svg.Elements(Svg + "text").Where(text => text.Attribute("class")?.Value == "tick end").Select(text => text.Value);

    private static IEnumerable<XElement> Lines(XElement svg) => svg.Elements(Svg + "path").Where(path => path.Attribute("class")?.Value == "line");

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
