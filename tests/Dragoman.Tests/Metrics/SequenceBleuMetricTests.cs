using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class SequenceBleuMetricTests
{
    private static readonly SequenceBleuMetric Metric = new();

    [Fact]
    public void Score_Lines_IsTheMeanOfTheirScores()
    {
        SequenceBleuResult result = Metric.Score(["va", "il est gros .", ""], [["va !", "il est calme .", "j'ai perdu ."]]);

        double mean = (SequenceBleu.Score("va", "va !") + SequenceBleu.Score("il est gros .", "il est calme .")) / 3;
        Assert.Equal(100 * mean, result.Score, 9);
        Assert.Equal("sequence BLEU = 34.20 (lines = 3)", result.ToString());
        Assert.StartsWith("sequence BLEU|nrefs:1|case:mixed|k:2|version:dragoman-", result.ToSignedString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_TwoReferences_TakesTheBetterOne()
    {
        Assert.Equal(100, Metric.Score(["il est calme ."], [["elle est calme ."], ["il est calme ."]]).Score, 9);
    }
}
