using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class BleuMetricTests
{
    private static readonly string[] Hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];
    private static readonly string[][] References =
    [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ];

    [Fact]
    public void ToString_TwoReferences_IsInTheFormOfSacreBleu()
    {
        BleuResult result = new BleuMetric().Score(Hypotheses, References);
        Assert.Equal(
            "BLEU = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)", result.ToString());
    }

    [Fact]
    public void Signature_Defaults_IsInTheFormOfSacreBleu()
    {
        BleuResult result = new BleuMetric().Score(Hypotheses, References);
        Assert.Matches(@"^nrefs:2\|case:mixed\|eff:no\|tok:13a\|smooth:exp\|version:dragoman-\d+\.\d+\.\d+", result.Signature);
        Assert.StartsWith("BLEU|nrefs:2|", result.ToSignedString(), StringComparison.Ordinal);
        Assert.EndsWith("ref_len = 18)", result.ToSignedString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BleuSmoothing.Floor, null, "case:lc|eff:yes|tok:intl|smooth:floor[0.10]|")]
    [InlineData(BleuSmoothing.AddK, 2.0, "case:lc|eff:yes|tok:intl|smooth:add-k[2.00]|")]
    [InlineData(BleuSmoothing.None, null, "case:lc|eff:yes|tok:intl|smooth:none|")]
    public void Signature_OtherOptions_NamesThem(BleuSmoothing smoothing, double? value, string expected)
    {
        BleuMetric metric = new(new BleuOptions(BleuTokenization.International, smoothing, value, EffectiveOrder: true, Lowercase: true));
        Assert.Contains(expected, metric.Score(Hypotheses, References).Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_SegmentWithoutSecondReference_SaysVar()
    {
        BleuResult result = new BleuMetric().Score(["a b", "c d"], [["a b", "c d"], ["a c", ""]]);
        Assert.StartsWith("nrefs:var|", result.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_SegmentWithoutSecondReference_IgnoresTheEmptyOne()
    {
        BleuResult result = new BleuMetric().Score(["a b c d", "e f g h"], [["a b c d", "e f g h"], ["a x c d", ""]]);
        Assert.Equal(100, result.Score, 9);
        Assert.Equal(8, result.ReferenceLength);
    }

    [Fact]
    public void Score_NGramInTwoReferences_IsClippedToTheRicherOne()
    {
        BleuResult result = new BleuMetric().ScoreSegment("a a a a", "a a", "a b a a");
        Assert.Equal(3, result.Matches[0]);
    }

    [Fact]
    public void Score_ReferencesEquallyNear_TakesTheShorter()
    {
        Assert.Equal(2, new BleuMetric().ScoreSegment("a b c", "a b c d", "a b").ReferenceLength);
    }

    [Fact]
    public void Score_EmptyHypotheses_IsZero()
    {
        BleuResult result = new BleuMetric().Score(["", ""], [["a b", "c d"]]);
        Assert.Equal((0, 0, 0), (result.Score, result.BrevityPenalty, result.HypothesisLength));
    }

    [Fact]
    public void Score_SumOfSegments_EqualsTheCorpus()
    {
        BleuMetric metric = new();
        SegmentStatistics statistics = metric.Count(Hypotheses, References);
        Assert.Equal(3, statistics.SegmentCount);
        Assert.Equal(metric.Score(Hypotheses, References).Score, metric.ScoreTotals(statistics.Sum(), statistics.References).Score);
    }

    [Fact]
    public void Score_NullForALine_SaysWhich()
    {
        ArgumentException hypothesis = Assert.Throws<ArgumentException>(() => new BleuMetric().Score(["a", null!], [["a", "b"]]));
        ArgumentException reference = Assert.Throws<ArgumentException>(() => new BleuMetric().Score(["a", "b"], [["a", "b"], [null!, "b"]]));

        Assert.StartsWith("Line 2 of the hypotheses is null", hypothesis.Message, StringComparison.Ordinal);
        Assert.StartsWith("Line 1 of reference stream 2 is null", reference.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_StreamsOfDifferentLength_SaysWhich()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new BleuMetric().Score(["a", "b"], [["a", "b"], ["a"]]));
        Assert.StartsWith("Reference stream 2 has 1 line, the hypotheses have 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_LineWithoutReference_SaysWhich()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new BleuMetric().Score(["a", "b"], [["a", ""]]));
        Assert.StartsWith("Line 2 has no reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_NothingToScore_Throws()
    {
        Assert.Throws<ArgumentException>(() => new BleuMetric().Score([], [[]]));
        Assert.Throws<ArgumentException>(() => new BleuMetric().Score(["a"], []));
    }

    [Fact]
    public void ScoreTotals_WrongSize_Throws()
    {
        Assert.Throws<ArgumentException>(() => new BleuMetric().ScoreTotals([1, 2, 3]));
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BleuMetric(new BleuOptions(MaxOrder: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BleuMetric(new BleuOptions(SmoothingValue: double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BleuMetric(new BleuOptions((BleuTokenization)9)));
    }
}
