using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class ChrFMetricTests
{
    [Fact]
    public void Score_Cases_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Section("chrf").EnumerateArray(), item =>
        {
            ChrFMetric metric = new(new ChrFOptions(
                item.GetProperty("char_order").GetInt32(),
                item.GetProperty("word_order").GetInt32(),
                item.GetProperty("beta").GetInt32(),
                Whitespace: !item.GetProperty("remove_whitespace").GetBoolean(),
                EpsilonSmoothing: item.GetProperty("eps_smoothing").GetBoolean()));
            ChrFResult result = metric.Score(ReferenceCases.Strings(item, "hypotheses"), [ReferenceCases.Strings(item, "references")]);
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.Score, 0.0001);
        });
    }

    [Fact]
    public void ScoreSegment_SeveralReferences_TakesTheBest()
    {
        ChrFMetric metric = new();
        double alone = metric.ScoreSegment("the cat sat", "the cat sits").Score;
        Assert.Equal(alone, metric.ScoreSegment("the cat sat", "a dog", "the cat sits", "nothing").Score);
    }

    [Fact]
    public void ScoreSegment_WordAtTheEndOfASentence_IsSplitFromItsMark()
    {
        ChrFMetric words = new(new ChrFOptions(CharacterOrder: 1, WordOrder: 1));
        SegmentStatistics statistics = words.Count(["yes (hi) , \"no"], [["yes"]]);
        Assert.Equal([11, 3, 3, 6, 1, 1], statistics[0].ToArray());
    }

    [Fact]
    public void Score_SupplementaryCharacter_IsOneCharacter()
    {
        Assert.Equal([1, 1, 1], new ChrFMetric(new ChrFOptions(CharacterOrder: 1)).Count(["😀"], [["😀"]])[0].ToArray());
    }

    [Fact]
    public void ToSignedString_PlusPlus_IsInTheFormOfSacreBleu()
    {
        ChrFResult result = new ChrFMetric(ChrFOptions.PlusPlus).ScoreSegment("a cat", "a cat");
        Assert.Equal("chrF2++ = 100.00", result.ToString());
        Assert.Matches(
            @"^chrF2\+\+\|nrefs:1\|case:mixed\|eff:yes\|nc:6\|nw:2\|space:no\|version:dragoman-.* = 100\.00$", result.ToSignedString());
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChrFMetric(new ChrFOptions(CharacterOrder: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChrFMetric(new ChrFOptions(WordOrder: -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChrFMetric(new ChrFOptions(Beta: 0)));
    }
}
