using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

/// <summary>BLEU against the cases of sacreBLEU and of the BLEU paper.</summary>
public sealed class BleuReferenceTests
{
    [Fact]
    public void Score_CorpusCases_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Section("corpus_bleu").EnumerateArray(), item =>
        {
            BleuMetric metric = new(ReferenceCases.Options(item));
            BleuResult result = metric.Score(ReferenceCases.Strings(item, "hypotheses"), ReferenceCases.Streams(item));
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.Score, 6);
        });
    }

    [Fact]
    public void Score_FloorSmoothingOfWords_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Section("raw_corpus_bleu", "cases").EnumerateArray(), item =>
        {
            BleuMetric metric = new(new BleuOptions(
                BleuTokenization.None, BleuSmoothing.Floor, item.GetProperty("floor").GetDouble(), EffectiveOrder: true));
            BleuResult result = metric.Score(ReferenceCases.Strings(item, "hypotheses"), ReferenceCases.Streams(item));
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.Score / 100, 9);
        });
    }

    [Fact]
    public void Score_CountCases_HaveTheCountsOfSacreBleu()
    {
        Assert.All(ReferenceCases.Section("ngram_counts").EnumerateArray(), item =>
        {
            BleuResult result = new BleuMetric().Score(ReferenceCases.Strings(item, "hypotheses"), ReferenceCases.Streams(item));
            Assert.Equal(ReferenceCases.Integers(item, "matches"), result.Matches);
            Assert.Equal(ReferenceCases.Integers(item, "totals"), result.Totals);
        });
    }

    [Fact]
    public void ScoreTotals_CountCases_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Section("score_from_counts").EnumerateArray(), item =>
        {
            long[] totals =
            [
                item.GetProperty("sys_len").GetInt64(),
                item.GetProperty("ref_len").GetInt64(),
                .. ReferenceCases.Integers(item, "matches"),
                .. ReferenceCases.Integers(item, "totals"),
            ];
            BleuResult result = new BleuMetric(ReferenceCases.Options(item)).ScoreTotals(totals);
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.Score / 100, 9);
        });
    }

    [Fact]
    public void ScoreSegment_SentenceCases_EqualsSacreBleu()
    {
        Assert.All(ReferenceCases.Section("sentence_bleu", "cases").EnumerateArray(), item =>
        {
            BleuMetric metric = new(ReferenceCases.Options(item, effectiveOrder: true));
            BleuResult result = metric.ScoreSegment(
                item.GetProperty("hypothesis").GetString()!, ReferenceCases.Strings(item, "references"));
            Assert.Equal(item.GetProperty("expected_6_decimals").GetDouble(), result.Score, 6);
        });
    }

    [Fact]
    public void ScoreSegment_ExamplesOfThePaper_HaveItsModifiedPrecisions()
    {
        BleuMetric metric = new(new BleuOptions(BleuTokenization.None, BleuSmoothing.None));
        Assert.All(ReferenceCases.Section("bleu_paper_examples", "modified_precision").EnumerateArray(), item =>
        {
            BleuResult result = metric.ScoreSegment(
                item.GetProperty("hypothesis").GetString()!, ReferenceCases.Strings(item, "references"));
            int order = item.GetProperty("n").GetInt32();
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.Precisions[order - 1] / 100, 12);
        });
    }

    [Fact]
    public void BrevityPenalty_ExamplesOfThePaper_UsesTheNearestReference()
    {
        Assert.All(ReferenceCases.Section("bleu_paper_examples", "brevity_penalty").EnumerateArray(), item =>
        {
            string[] references = [.. ReferenceCases.Integers(item, "ref_lens").Select(Words)];
            BleuResult result = new BleuMetric().ScoreSegment(Words(item.GetProperty("hyp_len").GetInt64()), references);
            Assert.Equal(item.GetProperty("closest_ref_len").GetInt64(), result.ReferenceLength);
            Assert.Equal(item.GetProperty("expected").GetDouble(), result.BrevityPenalty, 12);
        });
    }

    private static string Words(long count) => string.Join(' ', Enumerable.Repeat("word", (int)count));
}
