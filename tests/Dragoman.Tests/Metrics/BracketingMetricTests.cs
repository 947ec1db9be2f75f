using Dragoman.Metrics;
using Dragoman.Parsing;

namespace Dragoman.Tests.Metrics;

public sealed class BracketingMetricTests
{
    // NP 0-2, VP 2-4, NP 3-4, S 0-4
    private const string Reference = "(S (NP XX XX )NP (VP XX (NP XX )NP )VP . )S";

    private static readonly BracketingMetric Metric = new();

    [Fact]
    public void Score_Corpus_PrintsRatesAndSignature()
    {
        string[] hypotheses = [Reference, "(S XX XX (VP XX (NP XX )NP )VP XX )S", "(S (NP XX XX )NP (VP XX (NP XX", "."];
        string[] references = [Reference, Reference, Reference, "."];

        BracketingResult result = Metric.Score(hypotheses, [references]);

        Assert.Equal(
            "bracketing = 95.65 (P = 100.00 R = 91.67 complete = 66.67 malformed = 25.00 trees = 4 skipped = 1)", result.ToString());
        Assert.StartsWith(
            "bracketing|nrefs:1|score:f1|rules:evalb-collins|malformed:mended|version:dragoman-", result.ToSignedString(), StringComparison.Ordinal);
        Assert.Equal(new BracketCounts(4, 0, 1, 1, 11, 12, 11, 2), result.Counts);
    }

    [Fact]
    public void Score_ReferenceTellsPunctuation_ItsPlaceDoesNotCount()
    {
        const string Moved = "(S (NP XX XX )NP (VP XX (NP XX XX )NP )VP )S";
        Assert.Equal(100, Metric.ScoreSegment(Moved, Reference).Score);
        Assert.Equal(50, Metric.ScoreSegment(Moved, Reference.Replace(" . ", " XX ", StringComparison.Ordinal)).Score);
    }

    [Fact]
    public void Score_SeveralReferences_TakesTheBest()
    {
        Assert.Equal(100, Metric.ScoreSegment(Reference, "(S XX XX XX XX . )S", Reference, "").Score);
    }

    [Fact]
    public void Score_ReferenceIsNotATree_Throws()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Metric.ScoreSegment(Reference, "the quick brown fox"));
        Assert.StartsWith("The reference \"the quick brown fox\" is not a linearised tree;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_WorseParser_LosesTheBootstrap()
    {
        string[] references = [.. Enumerable.Repeat(Reference, 40)];
        string[] worse = [.. references.Select((line, i) => i % 2 == 0 ? line : "XX")];
        BootstrapResult result = PairedBootstrap.Compare(Metric, worse, references, [references], new BootstrapOptions(Samples: 100));
        Assert.Equal((1, 100), (result.WinShare, result.System.Score));
    }
}
