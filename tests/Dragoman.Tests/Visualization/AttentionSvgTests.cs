using System.Globalization;
using System.Xml.Linq;
using Dragoman.Alignments;
using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

public sealed class AttentionSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Render_SmallMap_PrintsWordsAndWeightsFromTenPercent()
    {
        XElement svg = Parse(Maps.House, "A title");
        Assert.Equal(
            ["A title", "source", "the", "house", ".", "target", "la", "maison", "0.90", "0.10", "0.70", "0.25", "1", "0.5", "0"],
            svg.Elements(Svg + "text").Select(text => text.Value));
        Assert.Equal(
            ["the → la: 0.9000", "house → la: 0.1000", ". → la: 0.0000", "the → maison: 0.0500", "house → maison: 0.7000", ". → maison: 0.2500"],
            svg.Elements(Svg + "rect").Elements(Svg + "title").Select(title => title.Value));
    }

    [Fact]
    public void Render_UnknownTokens_AreUnderlinedAndExplained()
    {
        XElement svg = Parse(Maps.House.WithUnknown([1], [0]));

        Assert.Equal(
            ["house", "la"],
            svg.Elements(Svg + "text").Where(text => text.Attribute("class")?.Value.Contains("unknown", StringComparison.Ordinal) == true).Select(text => text.Value));
        Assert.Equal("underlined not in the model's vocabulary: read as <unk>", svg.Elements(Svg + "text").Last().Value);
    }

    [Fact]
    public void Render_MoreCellsThanAPictureHolds_SaysSo()
    {
        string[] words = [.. Enumerable.Repeat("w", 1001)];
        ArgumentException error = Assert.Throws<ArgumentException>(() => AttentionSvg.Render(Maps.Diagonal(words, words)));
        Assert.StartsWith("The map has 1,002,001 cells; a picture has room for 1,000,000.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_DarkCell_HasLightText()
    {
        XElement svg = Parse(new AttentionMap(["a", "b"], ["x"], [0.9f, 0.1f]));
        Assert.Equal(
            ["number light", "number"],
            svg.Elements(Svg + "text").Attributes("class").Select(name => name.Value).Where(name => name.StartsWith("number", StringComparison.Ordinal)));
        Assert.Contains(svg.Elements(Svg + "rect"), rect => rect.Attribute("fill")?.Value == HeatColor.Of(0.9f).Css);
    }

    [Fact]
    public void Render_AnyWord_IsWellFormedXmlThatKeepsTheWord()
    {
        string[] words = ["<b>&\"'", "עברית", "日本語", "e\u0301", "👩‍👩‍👧"];
        XElement svg = Parse(Maps.Diagonal(words, words), "<&>");
        Assert.Equal([.. words, .. words], svg.Elements(Svg + "text").Select(text => text.Value).Where(words.Contains));
        Assert.Contains("a\ufffdb\ufffd", Parse(new AttentionMap(["a\u0000b\ud800"], ["\u001b"], [1])).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 60)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void Render_AnySize_KeepsEveryCellInside(int sourceCount, int targetCount)
    {
        string[] source = [.. Enumerable.Repeat("internationalisation", sourceCount)];
        string[] target = [.. Enumerable.Repeat("w", targetCount)];
        XElement svg = Parse(Maps.Diagonal(source, target));
        double width = Number(svg, "width");
        double height = Number(svg, "height");
        XElement[] cells = [.. svg.Elements(Svg + "rect").Where(rect => rect.Element(Svg + "title") is not null)];
        Assert.Equal(sourceCount * targetCount, cells.Length);
        Assert.All(cells, cell => Assert.True(
            Number(cell, "x") + Number(cell, "width") < width && Number(cell, "y") + Number(cell, "height") < height));
    }

    [Fact]
    public void Render_CommaCulture_WritesPoints()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.DoesNotContain("0,9", AttentionSvg.Render(Maps.House), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static XElement Parse(AttentionMap map, string? title = null) => XElement.Parse(AttentionSvg.Render(map, title));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
