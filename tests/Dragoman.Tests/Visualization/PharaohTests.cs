using Dragoman.Visualization;

namespace Dragoman.Tests.Visualization;

public sealed class PharaohTests
{
    [Fact]
    public void Format_Map_LinksEachTargetTokenInOrderOfTheSource()
    {
        var map = new AttentionMap(["a", "b"], ["x", "y", "z"], [0, 1, 1, 0, 0, 1]);
        Assert.Equal("0-1 1-0 1-2", Pharaoh.Format(map));
        Assert.Equal("", Pharaoh.Format(new AttentionMap(["a"], [], [])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0-0")]
    [InlineData("0-3 1-0 1-12")]
    public void Parse_FormattedLine_RoundTrips(string line)
    {
        Assert.Equal(line, Pharaoh.Format(Pharaoh.Parse(line)));
    }

    [Fact]
    public void Parse_ExtraBlanks_AreIgnored()
    {
        Assert.Equal([new AlignmentLink(1, 2), new AlignmentLink(0, 0)], Pharaoh.Parse(" 1-2 \t0-0\r"));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1--2")]
    [InlineData("1-2-3")]
    [InlineData("a-b")]
    [InlineData("1-99999999999")]
    public void Parse_NotALink_SaysLineAndWord(string word)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Pharaoh.Parse("0-0 " + word, 12));
        Assert.StartsWith($"Line 12: '{word}' is not a link; expected source-target", exception.Message, StringComparison.Ordinal);
    }
}
