using Dragoman.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace Dragoman.Tests.Metrics;

public sealed class ErrorRateMetricTests
{
    private static readonly ErrorRateMetric Words = new();

    [Theory]
    [InlineData("a b c", "a b c", 0, 0, 0)]
    [InlineData("a x c", "a b c", 1, 0, 0)]
    [InlineData("a c", "a b c", 0, 1, 0)]
    [InlineData("a b b c", "a b c", 0, 0, 1)]
    [InlineData("", "a b c", 0, 3, 0)]
    [InlineData("x y z", "a", 1, 0, 2)]
    public void ScoreSegment_KnownEdits_CountsThem(string hypothesis, string reference, int substitutions, int deletions, int insertions)
    {
        ErrorRateResult result = Words.ScoreSegment(hypothesis, reference);
        Assert.Equal((substitutions, deletions, insertions), (result.Substitutions, result.Deletions, result.Insertions));
        Assert.Equal(100.0 * result.Edits / result.ReferenceLength, result.Score);
    }

    [Fact]
    public void ScoreSegment_SeveralPronunciations_TakesTheNearest()
    {
        ErrorRateResult result = Words.ScoreSegment("R EH D", "R IY D", "R EH D", "R EH");
        Assert.Equal((0, 3), (result.Score, result.ReferenceLength));
    }

    [Fact]
    public void Score_Corpus_WeighsSegmentsByLength()
    {
        ErrorRateResult result = Words.Score(["a", "a b c"], [["x", "a b c"]]);
        Assert.Equal(25, result.Score);
        Assert.Equal("WER = 25.00 (sub = 1 del = 0 ins = 0 ref_len = 4)", result.ToString());
    }

    [Fact]
    public void Score_Characters_IgnoresWhitespace()
    {
        ErrorRateMetric characters = new(new ErrorRateOptions(ErrorRateUnit.Character));
        Assert.Equal(25, characters.ScoreSegment("ab cx", "abcd").Score);
        Assert.Equal("CER", characters.Name);
    }

    [Fact]
    public void Score_Lowercase_IgnoresCase()
    {
        Assert.Equal(0, new ErrorRateMetric(new ErrorRateOptions(Lowercase: true)).ScoreSegment("Das Haus", "das haus").Score);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 100)]
    public void ScoreSegment_EmptyReference_IsAllOrNothing(string hypothesis, double expected)
    {
        Assert.Equal(expected, Words.ScoreSegment(hypothesis, "").Score);
    }

    [Fact]
    public void Between_RandomSequences_EqualsTheRecursiveDefinition()
    {
        EditDistance distance = new();
        Gen<int[]> sequences = Gen.ArrayOf(Gen.Choose(0, 3)).Resize(7);
        Prop.ForAll(sequences.ToArbitrary(), sequences.ToArbitrary(), (hypothesis, reference) =>
        {
            EditDistance.Edits edits = distance.Between(hypothesis, reference);
            return edits.Total == Levenshtein(hypothesis, reference)
                && hypothesis.Length == reference.Length - edits.Deletions + edits.Insertions;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Constructor_UnknownUnit_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ErrorRateMetric(new ErrorRateOptions((ErrorRateUnit)7)));
    }

    private static int Levenshtein(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return a.Length + b.Length;
        }

        return a[0] == b[0]
            ? Levenshtein(a[1..], b[1..])
            : 1 + Math.Min(Levenshtein(a[1..], b[1..]), Math.Min(Levenshtein(a[1..], b), Levenshtein(a, b[1..])));
    }
}
