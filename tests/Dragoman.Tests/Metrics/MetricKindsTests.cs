using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class MetricKindsTests
{
    public static TheoryData<MetricKind> All => [.. Enum.GetValues<MetricKind>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Parse_NameOfAKind_GivesItBack(MetricKind kind)
    {
        Assert.Equal(kind, MetricKinds.Parse(kind.ToName()));
        Assert.Equal(kind, MetricKinds.Parse($" {kind.ToName().ToUpperInvariant()} "));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Create_Kind_ScoresAPerfectCorpusBest(MetricKind kind)
    {
        SegmentMetric metric = kind.Create();
        string[] lines = kind == MetricKind.Bracketing
            ? ["(S (NP XX XX )NP (VP XX )VP . )S", "(NP XX XX )NP"]
            : ["the quick brown fox jumps over", "the lazy dog and sleeps"];
        Assert.Equal(metric.HigherIsBetter ? 100 : 0, metric.Score(lines, [lines]).Score, 9);
        Assert.Equal(metric.Name, metric.Score(lines, [lines]).Name);
    }

    [Fact]
    public void Parse_UnknownName_ListsTheChoices()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => MetricKinds.Parse("blue"));
        Assert.StartsWith(
            "The metric is \"blue\"; choose one of: bleu, chrf, chrf++, wer, accuracy, bracketing, sequence-bleu, ter.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_UndefinedKind_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((MetricKind)99).Create());
    }
}
