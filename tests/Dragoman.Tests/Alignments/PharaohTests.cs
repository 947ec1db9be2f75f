using Dragoman.Alignments;

namespace Dragoman.Tests.Alignments;

public sealed class PharaohTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0-0")]
    [InlineData("0-3 1-0 1-12")]
    public void Parse_FormattedLine_RoundTrips(string line)
    {
        Assert.Equal(line, Pharaoh.Format(Pharaoh.Parse(line)));
    }

    [Fact]
    public void Format_Links_SortsBySourceThenTarget()
    {
        Assert.Equal("0-1 2-0 2-10", Pharaoh.Format([new(2, 10), new(0, 1), new(2, 0)]));
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
    [InlineData("1?2")]
    [InlineData("a-b")]
    [InlineData("1-99999999999")]
    public void Parse_NotALink_SaysWhichWord(string word)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Pharaoh.Parse("0-0 " + word));
        Assert.Equal($"'{word}' is not a link; expected source-target counted from 0, such as 0-3.", exception.Message);
    }

    [Fact]
    public void ParseGold_SureAndPossible_PossibleHoldsTheSure()
    {
        GoldAlignment gold = Pharaoh.ParseGold("2?1 0-0 1-10");

        Assert.Equal([new(0, 0), new(1, 10)], gold.Sure);
        Assert.Equal([new(0, 0), new(1, 10), new(2, 1)], gold.Possible);
        Assert.Equal("0-0 1-10 2?1", gold.ToString());
    }

    [Fact]
    public void ParseGold_SamePairSureAndPossible_IsSure()
    {
        Assert.Equal("0-0", Pharaoh.ParseGold("0?0 0-0 0-0").ToString());
    }

    [Theory]
    [InlineData("0?")]
    [InlineData("0-1?2")]
    [InlineData("0:1")]
    public void ParseGold_NotALink_NamesBothForms(string word)
    {
        FormatException exception = Assert.Throws<FormatException>(() => Pharaoh.ParseGold(word));
        Assert.StartsWith($"'{word}' is not a link; expected source-target (sure) or source?target (possible)", exception.Message, StringComparison.Ordinal);
    }
}
