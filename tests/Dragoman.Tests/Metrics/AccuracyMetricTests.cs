using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class AccuracyMetricTests
{
    private static readonly AccuracyMetric Metric = new();

    [Fact]
    public void Score_OneLineOfTwoRight_IsFifty()
    {
        AccuracyResult result = Metric.Score(["a b", "c d"], [["a b", "c x"]]);
        Assert.Equal((50, 75), (result.Score, result.TokenAccuracy));
        Assert.Equal("accuracy = 50.00 (correct = 1 lines = 2 token_accuracy = 75.00)", result.ToString());
    }

    [Fact]
    public void Score_HypothesisTooLong_CountsTheRestAsWrong()
    {
        AccuracyResult result = Metric.ScoreSegment("a b c d", "a b");
        Assert.Equal((0, 50), (result.Score, result.TokenAccuracy));
    }

    [Fact]
    public void Score_AnyReferenceMatches_IsRight()
    {
        Assert.Equal(100, Metric.ScoreSegment("R EH D", "R IY D", "R EH D").Score);
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData("a", 0)]
    public void ScoreSegment_EmptyReference_WantsNothing(string hypothesis, double expected)
    {
        Assert.Equal(expected, Metric.ScoreSegment(hypothesis, "").Score);
    }

    [Fact]
    public void Score_OnlyBlanksDiffer_IsRight()
    {
        Assert.Equal(100, Metric.ScoreSegment(" a  b ", "a b").Score);
    }
}
