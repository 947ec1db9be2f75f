using Dragoman.Metrics;
using Dragoman.Samples;

namespace Dragoman.Tests.Metrics;

/// <summary>A metric from outside the library, the sample's, is used as those of the library are.</summary>
public sealed class OwnMetricTests
{
    private static readonly string[] Reference = [.. Enumerable.Range(1, 40).Select(length => string.Join(' ', Enumerable.Repeat("w", length)))];
    private static readonly string[] Cut = [.. Reference.Select((line, i) => i % 2 == 0 ? line : "w")];

    private readonly LengthMetric _metric = new();

    [Fact]
    public void Score_Corpus_CountsSentencesOfTheRightLength()
    {
        MetricResult result = _metric.Score(["a b", "a b c", "", "a"], [["x y", "x y", "x", "x"]]);

        Assert.Equal(50, result.Score);
        Assert.Equal("length = 50.00", result.ToString());
        Assert.StartsWith("length|nrefs:1|tolerance:10%|version:dragoman-", result.ToSignedString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ScoreSegment_SeveralReferences_TakesTheBest()
    {
        Assert.Equal(100, _metric.ScoreSegment("a b", "x", "x y").Score);
        Assert.Equal(0, ((IMetric)_metric).Score(["a b"], [["x"], ["x y z"]]).Score);
    }

    [Fact]
    public void Compare_WorseAndBetter_TestsSignificance()
    {
        BootstrapResult bootstrap = PairedBootstrap.Compare(_metric, Cut, Reference, [Reference]);
        RandomizationResult randomization = ApproximateRandomization.Compare(_metric, Cut, Reference, [Reference]);

        Assert.Equal((50, 100), (bootstrap.Baseline.Score, bootstrap.System.Score));
        Assert.True(bootstrap.PValue < 0.01);
        Assert.True(randomization.PValue < 0.01);
    }

    [Fact]
    public void Run_WithOwnMetric_EqualsTheTestsOneByOne()
    {
        SegmentStatistics[] systems = [_metric.Count(Cut, [Reference]), _metric.Count(Reference, [Reference])];

        IReadOnlyList<SystemScore> scores = SystemComparison.Run(_metric, systems, new BootstrapOptions(200), new RandomizationOptions(200));

        Assert.Equal(PairedBootstrap.Compare(_metric, systems[0], systems[1], new BootstrapOptions(200)).PValue, scores[1].Bootstrap!.PValue);
        Assert.InRange(scores[0].Interval!.Value.Mean, 40, 60);
    }

    [Fact]
    public void ScoreTotals_OfAnotherMetric_Throws() =>
        Assert.Throws<ArgumentException>(() => _metric.ScoreTotals([1, 2, 3], references: 1));
}
