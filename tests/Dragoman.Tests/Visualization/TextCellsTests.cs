using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

public sealed class TextCellsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("日本語", 6)]
    [InlineData("한국어", 6)]
    [InlineData("e\u0301te\u0301", 3)]
    [InlineData("עברית", 5)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("🇫🇷", 2)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("▓→…", 3)]
    public void Width_Text_CountsTerminalCells(string text, int width)
    {
        Assert.Equal(width, TextCells.Width(text));
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("日本語", 5, "日本…")]
    [InlineData("日本語", 4, "日…")]
    public void Shorten_Text_FitsTheWidth(string text, int width, string expected)
    {
        Assert.Equal(expected, TextCells.Shorten(text, width));
    }

    [Fact]
    public void Printable_ControlsAndHalfPairs_AreReplaced()
    {
        Assert.Equal("a\ufffdb\ufffdc\ufffd👍", TextCells.Printable("a\u001bb\nc\ud800👍"));
    }
}
