using System.Globalization;
using Dragoman.Metrics;
using Dragoman.TestKit;

namespace Dragoman.Tests.Metrics;

public sealed class PairedBootstrapTests
{
    private const string Wmt17 = "bleu-reference/wmt17-en-de/";
    private static readonly string[] Reference = [.. Enumerable.Range(0, 40).Select(i => $"w{i} x{i} y{i} z{i}")];
    private static readonly string[] Worse = [.. Reference.Select((line, i) => i % 2 == 0 ? line : "wrong")];

    [Fact]
    public void Compare_SystemsOfWmt17_AgreesWithMoses()
    {
        string[][] references = [Corpora.ReadLines(Wmt17 + "reference.de.gz")];
        BleuMetric metric = new(new BleuOptions(BleuTokenization.None));
        SegmentStatistics baseline = metric.Count(Corpora.ReadLines(Wmt17 + "LIUM-NMT.4900.de.gz"), references);
        foreach (string line in Corpora.ReadLines(Wmt17 + "significance.tsv")[1..])
        {
            string[] row = line.Split('\t');
            SegmentStatistics system = metric.Count(Corpora.ReadLines($"{Wmt17}{row[0]}.de.gz"), references);
            BootstrapResult result = PairedBootstrap.Compare(metric, baseline, system, new BootstrapOptions(Samples: 500));

            // Moses compared words between blanks, in 2,000 samples. A share p of n samples errs by √(p(1 − p)/n), here 0.025.
            Assert.Equal(double.Parse(row[1], CultureInfo.InvariantCulture), result.PValue, 0.06);
        }
    }

    [Fact]
    public void Compare_SameSeed_GivesTheSameResult()
    {
        (BootstrapResult first, BootstrapResult again) = (Compare(seed: 1), Compare(seed: 1));
        Assert.Equal((first.PValue, first.WinShare, first.BaselineInterval), (again.PValue, again.WinShare, again.BaselineInterval));
        Assert.NotEqual(first.BaselineInterval, Compare(seed: 2).BaselineInterval);
    }

    [Fact]
    public void Compare_BetterSystem_WinsAndIsSignificant()
    {
        BootstrapResult result = Compare(seed: 3);
        Assert.Equal(1, result.WinShare);
        Assert.True(result.PValue < 0.05, $"p = {result.PValue}");
        Assert.InRange(result.Baseline.Score, result.BaselineInterval.Lower, result.BaselineInterval.Upper);
        Assert.InRange(result.BaselineInterval.Mean, result.BaselineInterval.Lower, result.BaselineInterval.Upper);
    }

    [Fact]
    public void Compare_ErrorRate_LowerWins()
    {
        Assert.Equal(1, PairedBootstrap.Compare(new ErrorRateMetric(), Worse, Reference, [Reference]).WinShare);
    }

    [Fact]
    public void Compare_SystemWithItself_IsNotSignificant()
    {
        BootstrapResult result = PairedBootstrap.Compare(new BleuMetric(), Worse, Worse, [Reference]);
        Assert.Equal(0, result.WinShare);
        Assert.Equal(1, result.PValue);
        Assert.Equal(result.BaselineInterval, result.SystemInterval);
    }

    [Fact]
    public void Compare_DifferentSegments_Throws()
    {
        BleuMetric metric = new();
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Compare(
            metric, metric.Count(Worse, [Reference]), metric.Count(Worse[..3], [Reference[..3]])));
    }

    private static BootstrapResult Compare(ulong seed) =>
        PairedBootstrap.Compare(new BleuMetric(), Worse, Reference, [Reference], new BootstrapOptions(Samples: 200, Seed: seed));
}
