using Dragoman.Alignments;

namespace Dragoman.Tests.Alignments;

public sealed class AlignmentErrorRateTests
{
    [Fact]
    public void Score_OnePair_IsWorkedByHand()
    {
        // A = 4 links; S = 3, of which 2 are found; P = 5, of which 3 are found.
        AlignmentErrorRateResult result = Score(("0-0 1-1 2-3 3-3", "0-0 1-1 2-2 2?3 3?4"));

        Assert.Equal(75, result.Precision); // 3 / 4
        Assert.Equal(200.0 / 3, result.Recall); // 2 / 3
        Assert.Equal(200.0 / 7, result.Score, 1e-12); // 1 − (2 + 3) / (4 + 3)
        Assert.Equal((4, 3, 1), (result.Links, result.SureLinks, result.Pairs));
    }

    [Fact]
    public void Score_TwoPairs_AddsCountsBeforeDividing()
    {
        // A = 1 + 3, S = 2 + 1, A ∩ S = 1 + 0, A ∩ P = 1 + 2.
        AlignmentErrorRateResult result = Score(("0-0", "0-0 1-1"), ("0-1 0-2 0-3", "1-1 0?1 0?2"));

        Assert.Equal(100 - (400.0 / 7), result.Score, 1e-12);
        Assert.Equal(75, result.Precision);
        Assert.Equal(100.0 / 3, result.Recall, 1e-12);
        Assert.Equal("AER = 42.86 (precision = 75.00 recall = 33.33 links = 4 sure = 3 pairs = 2)", result.ToString());
        Assert.StartsWith("AER|nrefs:1|gold:sure+possible|version:dragoman-", result.ToSignedString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0-0 1-2", "0-0 1-2", 0)]
    [InlineData("0-0 1-2 2-2", "0-0 1-2 2?2", 0)] // Possible links do no harm,
    [InlineData("0-0 1-2", "0-0 1-2 2?2", 0)] // and need not be found.
    [InlineData("0-1", "0-0", 100)]
    [InlineData("", "0-0", 100)]
    [InlineData("", "0?0", 0)]
    [InlineData("0-0 0-0", "0-0", 0)]
    public void Score_Extremes_AreExact(string found, string gold, double expected)
    {
        Assert.Equal(expected, Score((found, gold)).Score);
    }

    [Fact]
    public void Score_CountsDiffer_Throws()
    {
        Assert.Throws<ArgumentException>(() => AlignmentErrorRate.Score([[]], []));
    }

    private static AlignmentErrorRateResult Score(params (string Found, string Gold)[] pairs) => AlignmentErrorRate.Score(
        [.. pairs.Select(pair => Pharaoh.Parse(pair.Found))], [.. pairs.Select(pair => Pharaoh.ParseGold(pair.Gold))]);
}
