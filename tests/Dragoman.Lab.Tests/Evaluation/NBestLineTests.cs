using Dragoman.Data;
using Dragoman.Lab.Evaluation;

namespace Dragoman.Lab.Tests.Evaluation;

public sealed class NBestLineTests
{
    [Theory]
    [InlineData("0 ||| le chat ||| LM= -3 TM= -1 -2 ||| -4.5", "0 ||| le chat ||| LM= -3 TM= -1 -2 ||| S")] // As Moses writes it.
    [InlineData("0 ||| le chat ||| LM= -3 ||| -4.5 ||| 0-0 1-1", "0 ||| le chat ||| LM= -3 ||| S ||| 0-0 1-1")]
    [InlineData("0 ||| le chat ||| LM=-3 TM_0=1e-2 a:b=1 ||| -4.5", "0 ||| le chat ||| LM=-3 TM_0=1e-2 a:b=1 ||| S")] // As Joshua and cdec do.
    [InlineData("0 ||| le chat ||| d: 0 0 lm: -5 ||| -4.5", "0 ||| le chat ||| d: 0 0 lm: -5 ||| S")] // As older versions of Moses do.
    [InlineData("0|||le chat|||LM=-3|||-4.5", "0 ||| le chat ||| LM=-3 ||| S")]
    [InlineData("0 ||| le chat ||| -4.5", "0 ||| le chat ||| S")] // As dragoman translate writes it.
    [InlineData("0 ||| le chat ||| -4.5 ||| 0-0 1-1", "0 ||| le chat ||| S ||| 0-0 1-1")]
    [InlineData("0 ||| le chat ||| -inf", "0 ||| le chat ||| S")]
    [InlineData("0 ||| le chat", "0 ||| le chat ||| S")]
    [InlineData("0 |||  ||| -1.5", "0 |||  ||| S")]
    public void WithScore_Forms_ReplacesOrAddsIt(string line, string expected) => Assert.Equal(expected, Parse(line).WithScore("S"));

    [Theory]
    [InlineData("0 ||| le chat ||| LM= -3 ||| -4.5", "0 ||| le chat ||| LM= -3 D= S ||| -4.5")]
    [InlineData("0 ||| le chat |||  ||| -4.5", "0 ||| le chat ||| D= S ||| -4.5")]
    [InlineData("0 ||| le chat ||| -4.5", "0 ||| le chat ||| D= S ||| -4.5")]
    public void WithFeature_Forms_KeepsTheScore(string line, string expected) => Assert.Equal(expected, Parse(line).WithFeature("D", "S"));

    [Theory]
    [InlineData("le chat", "list, line 7: expected source line ||| translation ||| features ||| score, got a line without |||.")]
    [InlineData("", "list, line 7: expected source line")]
    [InlineData("x ||| le chat ||| -1", "list, line 7: expected the number of a source line, from 0, before |||; got \"x\".")]
    [InlineData("-1 ||| le chat ||| -1", "list, line 7: expected the number of a source line, from 0, before |||; got \"-1\".")]
    [InlineData("3 ||| le chat ||| -1", "list, line 7: translates source line 3, but there are 3, counted from 0.")]
    [InlineData("0 ||| le chat ||| LM= -1", "list, line 7: expected a score after the translation or its features; got \"LM= -1\".")]
    [InlineData("0 ||| le chat ||| nan", "list, line 7: expected a score after the translation or its features; got \"nan\".")]
    [InlineData("0 ||| le chat ||| 1e999", "list, line 7: expected a score after the translation or its features; got \"1e999\".")]
    public void Parse_OtherLine_NamesThePlace(string line, string message) =>
        Assert.StartsWith(message, Assert.Throws<CorpusFormatException>(() => Parse(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_Line_HasSourceAndText()
    {
        NBestLine line = Parse("2 ||| le chat dort ||| -1");

        Assert.Equal((2, "le chat dort"), (line.Source, line.Text));
    }

    [Theory]
    [InlineData("0 ||| a ||| b ||| -1", "0 ||| a ||| b ||| F= S ||| -1")]
    [InlineData("0 ||| a|||b ||| -1", "0 ||| a|||b ||| F= S ||| -1")]
    [InlineData("0 ||| ||| ||| LM= -3 ||| -1 ||| 0-0", "0 ||| ||| ||| LM= -3 F= S ||| -1 ||| 0-0")]
    public void Parse_TranslationHoldsSeparator_EndsAtTheScore(string line, string expected) => Assert.Equal(expected, Parse(line).WithFeature("F", "S"));

    [Theory]
    [InlineData("0 ||| a F= ||| LM= 1 G=2 d: 1 ||| -1", "LM,G,d", "F,L,1")]
    [InlineData("0 ||| F= 1 ||| -1", "", "F")]
    public void HasFeature_Names_AreThoseOfTheFeatures(string line, string there, string missing)
    {
        Assert.All(there.Split(',', StringSplitOptions.RemoveEmptyEntries), name => Assert.True(Parse(line).HasFeature(name)));
        Assert.All(missing.Split(','), name => Assert.False(Parse(line).HasFeature(name)));
    }

    private static NBestLine Parse(string line) => NBestLine.Parse(line, sourceCount: 3, "list", number: 7);
}
