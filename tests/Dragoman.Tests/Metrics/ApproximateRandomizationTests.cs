using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class ApproximateRandomizationTests
{
    private static readonly string[] Reference = [.. Enumerable.Range(0, 40).Select(i => $"w{i} x{i} y{i} z{i}")];
    private static readonly string[] Worse = [.. Reference.Select((line, i) => i % 2 == 0 ? line : "wrong")];

    [Fact]
    public void Compare_OneLineDiffers_IsChance()
    {
        string[] other = [.. Reference[..^1], "wrong"];

        // Whichever system makes the one wrong line, the difference is the same.
        Assert.Equal(1, ApproximateRandomization.Compare(new ErrorRateMetric(), Reference, other, [Reference]).PValue);
    }

    [Fact]
    public void Compare_TwoLinesDiffer_IsChanceInHalfOfTheTrials()
    {
        string[] other = [.. Reference[..^2], "wrong", "wrong"];

        // Both wrong lines fall to one system in half of all exchanges; a share of 10,000 trials errs by 0.005.
        Assert.Equal(0.5, ApproximateRandomization.Compare(new ErrorRateMetric(), Reference, other, [Reference]).PValue, 0.02);
    }

    [Fact]
    public void Compare_BetterSystem_IsSignificant()
    {
        RandomizationResult result = ApproximateRandomization.Compare(
            new BleuMetric(), Worse, Reference, [Reference], new RandomizationOptions(Trials: 999));

        Assert.Equal(0.001, result.PValue, 12); // No exchange comes near: (0 + 1) / (999 + 1).
        Assert.Equal(100, result.System.Score, 9);
    }

    [Fact]
    public void Compare_SystemWithItself_IsNotSignificant() =>
        Assert.Equal(1, ApproximateRandomization.Compare(new BleuMetric(), Worse, Worse, [Reference]).PValue);

    [Fact]
    public void Compare_MoreSegmentsThanBitsOfAWord_ExchangesAll()
    {
        string[] many = [.. Enumerable.Range(0, 200).Select(i => $"w{i}")];
        string[] wrong = [.. many.Select((word, i) => i is 64 or 199 ? "wrong" : word)];

        Assert.Equal(0.5, ApproximateRandomization.Compare(new ErrorRateMetric(), many, wrong, [many]).PValue, 0.02);
    }

    [Fact]
    public void Compare_DifferentSegments_Throws()
    {
        BleuMetric metric = new();
        Assert.Throws<ArgumentException>(() => ApproximateRandomization.Compare(
            metric, metric.Count(Worse, [Reference]), metric.Count(Worse[..3], [Reference[..3]])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void Compare_TrialsOutOfRange_Throws(int trials) => Assert.Throws<ArgumentOutOfRangeException>(
        () => ApproximateRandomization.Compare(new BleuMetric(), Worse, Reference, [Reference], new RandomizationOptions(trials)));
}
