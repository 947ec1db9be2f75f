using System.Text.Json;
using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class TerMetricTests
{
    private static readonly TerMetric Metric = new();

    [Theory]
    [InlineData("a b c", "a b c", 0)]
    [InlineData("a x c", "a b c", 1)] // A substitution.
    [InlineData("a c", "a b c", 1)] // A word is missing.
    [InlineData("a b b c", "a b c", 1)] // A word is too many.
    [InlineData("", "a b c", 3)]
    [InlineData("x y z", "a b c", 3)]
    [InlineData("Das Haus", "das haus", 0)] // Case does not matter.
    [InlineData("haus.", "haus .", 2)] // Words stand between white space: one substitution, one missing.
    [InlineData("b a", "a b", 1)] // "b" is moved behind "a"; without moves it would be two substitutions.
    [InlineData("d e f g h a b c", "a b c d e f g h", 1)] // "a b c" is moved to the front, at the cost of one.
    [InlineData("c b a", "a b c", 2)] // Plain edits cost 2. Each move costs 1 and saves none: "b c a" is still 2 edits away.
    [InlineData("c d a b f e", "a b c d e f", 2)] // Two moves: "a b" to the front saves 4 edits, "e" before "f" the other 2.
    [InlineData("c d a x b", "a b c d", 2)] // "c d" to the end saves 4 of 5 edits; the "x" that is left is deleted.
    public void ScoreSegment_WorkedCases_CountsEditsAndMoves(string hypothesis, string reference, int edits)
    {
        TerResult result = Metric.ScoreSegment(hypothesis, reference);

        Assert.Equal(edits, result.Edits);
        Assert.Equal(100.0 * edits / result.ReferenceLength, result.Score, 9);
    }

    [Fact]
    public void ScoreSegment_PhraseLongerThanTenWords_IsMovedInParts()
    {
        string[] words = [.. Enumerable.Range(0, 40).Select(word => $"w{word}")];

        // Ten words at most move together, so fifteen take two moves, and one move of ten is possible.
        Assert.Equal(1, Metric.ScoreSegment(string.Join(' ', [.. words[10..], .. words[..10]]), string.Join(' ', words)).Edits);
        Assert.Equal(2, Metric.ScoreSegment(string.Join(' ', [.. words[15..], .. words[..15]]), string.Join(' ', words)).Edits);
    }

    [Fact]
    public void ScoreSegment_PhraseFartherThanFiftyWords_IsNotMoved()
    {
        string[] words = [.. Enumerable.Range(0, 60).Select(word => $"w{word}")];

        // The last word belongs to the front: 50 words away it may be moved, 51 words away it is deleted there and inserted here.
        Assert.Equal(1, Metric.ScoreSegment(string.Join(' ', [.. words[1..51], words[0]]), string.Join(' ', words[..51])).Edits);
        Assert.Equal(2, Metric.ScoreSegment(string.Join(' ', [.. words[1..52], words[0]]), string.Join(' ', words[..52])).Edits);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 100)]
    public void ScoreSegment_EmptyReference_IsAllOrNothing(string hypothesis, double expected) =>
        Assert.Equal(expected, Metric.ScoreSegment(hypothesis, "").Score);

    [Fact]
    public void ScoreSegment_SeveralReferences_TakesFewestEditsAndMeanLength()
    {
        TerResult result = Metric.ScoreSegment("a b c", "a b c d", "x", "a b");

        Assert.Equal((1, 7 / 3.0), (result.Edits, result.ReferenceLength));
    }

    [Fact]
    public void Score_Corpus_WeighsSegmentsByLength()
    {
        TerResult result = Metric.Score(["b a", "x"], [["a b", "y"]]);

        Assert.StartsWith("TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:dragoman-", result.ToSignedString(), StringComparison.Ordinal);
        Assert.Equal("TER = 66.67 (edits = 2 ref_len = 3.0)", result.ToString());
    }

    [Fact]
    public void ScoreSegment_ReferenceCases_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Read("ter.json").EnumerateArray(), item =>
        {
            JsonElement options = item.GetProperty("options");
            TerMetric metric = new(new TerOptions(
                Lowercase: !options.TryGetProperty("case_sensitive", out _),
                Normalize: options.TryGetProperty("normalized", out _),
                Punctuation: !options.TryGetProperty("no_punct", out _),
                AsianSupport: options.TryGetProperty("asian_support", out _)));
            string[][] references = [.. ReferenceCases.Strings(item, "references").Select(reference => new[] { reference })];
            TerResult result = metric.ScoreTotals(metric.CountLines([item.GetProperty("hypothesis").GetString()!], references).Sum());
            Assert.Equal(item.GetProperty("edits").GetInt64(), result.Edits);
            Assert.Equal(item.GetProperty("referenceLength").GetDouble(), result.ReferenceLength, 9);
        });
    }

    [Fact]
    public void Settings_Options_AreNamedAsInSacreBleu() =>
        Assert.Contains(
            "case:mixed|tok:tercom|norm:yes|punct:no|asian:yes",
            new TerMetric(new TerOptions(Lowercase: false, Normalize: true, Punctuation: false, AsianSupport: true)).ScoreSegment("a", "a").Signature,
            StringComparison.Ordinal);
}
