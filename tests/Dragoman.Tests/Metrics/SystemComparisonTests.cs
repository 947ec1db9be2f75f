using System.Globalization;
using Dragoman.Metrics;
using Dragoman.TestKit;

namespace Dragoman.Tests.Metrics;

public sealed class SystemComparisonTests
{
    private const string Wmt17 = "bleu-reference/wmt17-en-de/";
    private static readonly string[] Reference = [.. Enumerable.Range(0, 40).Select(i => $"w{i} x{i} y{i} z{i}")];
    private static readonly string[] Worse = [.. Reference.Select((line, i) => i % 2 == 0 ? line : "wrong")];

    [Fact]
    public void Run_TwoSystems_EqualsTheTestsOneByOne()
    {
        BleuMetric metric = new();
        SegmentStatistics[] systems = [metric.Count(Worse, [Reference]), metric.Count(Reference, [Reference])];
        (BootstrapOptions bootstrap, RandomizationOptions randomization) = (new(200), new(300));

        IReadOnlyList<SystemScore> scores = SystemComparison.Run(metric, systems, bootstrap, randomization);

        BootstrapResult expected = PairedBootstrap.Compare(metric, systems[0], systems[1], bootstrap);
        Assert.Equal((expected.PValue, expected.WinShare), (scores[1].Bootstrap!.PValue, scores[1].Bootstrap!.WinShare));
        Assert.Equal([expected.BaselineInterval, expected.SystemInterval], scores.Select(score => score.Interval!.Value));
        Assert.Equal(
            ApproximateRandomization.Compare(metric, systems[0], systems[1], randomization).PValue, scores[1].Randomization!.PValue);
        Assert.Null(scores[0].Bootstrap);
        Assert.Null(scores[0].Randomization);
    }

    [Fact]
    public void Run_NoTest_OnlyScores()
    {
        BleuMetric metric = new();
        SystemScore score = Assert.Single(SystemComparison.Run(metric, [metric.Count(Worse, [Reference])]));

        Assert.Null(score.Interval);
        Assert.Equal(metric.Score(Worse, [Reference]).Score, score.Result.Score);
    }

    [Fact]
    public void Run_DifferentSegmentsOrNone_Throws()
    {
        BleuMetric metric = new();
        Assert.Throws<ArgumentException>(() => SystemComparison.Run(metric, []));
        Assert.Throws<ArgumentException>(() => SystemComparison.Run(
            metric, [metric.Count(Worse, [Reference]), metric.Count(Worse[..3], [Reference[..3]])]));
    }

    [Fact]
    public void Run_TerOfWmt17_EqualsSacreBleuAndAgreesWithMulteval()
    {
        string[][] references = [Corpora.ReadLines(Wmt17 + "reference.de.gz")];
        TerMetric metric = new();
        string[][] rows = [.. File.ReadLines(ReferenceCases.PathOf("ter-wmt17.tsv")).Skip(1).Select(line => line.Split('\t'))];
        SegmentStatistics[] systems =
            [.. rows.AsParallel().AsOrdered().Select(row => metric.Count(Corpora.ReadLines($"{Wmt17}{row[0]}.de.gz"), references))];

        IReadOnlyList<SystemScore> scores = SystemComparison.Run(metric, systems, randomization: new RandomizationOptions(2000));

        Dictionary<string, double> multeval = Corpora.ReadLines(Wmt17 + "significance.tsv")[1..].Select(line => line.Split('\t'))
            .ToDictionary(row => row[0], row => double.Parse(row[3], CultureInfo.InvariantCulture));
        foreach ((string[] row, SystemScore score) in rows.Zip(scores))
        {
            TerResult result = Assert.IsType<TerResult>(score.Result);
            Assert.Equal(long.Parse(row[1], CultureInfo.InvariantCulture), result.Edits);
            Assert.Equal(double.Parse(row[2], CultureInfo.InvariantCulture), result.ReferenceLength);
            if (score.Randomization is { } test)
            {
                Assert.Equal(multeval[row[0]], test.PValue, 0.06); // A share p of n trials errs by √(p(1 − p)/n), here 0.01.
            }
        }
    }
}
