using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;

namespace Dragoman.Tests;

/// <summary>Given translations: where the model looks while it reads them, how probable they are, and how surprised it is by a corpus.</summary>
public sealed class ForcedTranslatorTests : IDisposable
{
    private readonly RandomTranslators _translators = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AttentionScore.Additive)]
    [InlineData(AttentionScore.General)]
    [InlineData(AttentionScore.None)]
    public void AlignBatch_ManyPairs_EqualsEachAlone(AttentionScore attention)
    {
        using Translator translator = _translators.Create(attention, batchSize: 4);
        SentencePair[] pairs = RandomTranslators.Pairs(23);

        IReadOnlyList<Translation> all = translator.AlignBatch(pairs, Cancellation);

        Assert.Equal(pairs.Length, all.Count);
        Assert.All(pairs.Zip(all), item =>
        {
            Translation alone = translator.Align(item.First.Source, item.First.Target, Cancellation);
            Assert.Equal((alone.Source, alone.Text, alone.LogProbability), (item.Second.Source, item.Second.Text, item.Second.LogProbability));
            Assert.Equal(item.First.Target.Split(' '), item.Second.Tokens);
            Assert.Equal(alone.Tokens, item.Second.Tokens);
            Assert.Equal(RandomTranslators.Weights(alone), RandomTranslators.Weights(item.Second));
        });
    }

    [Fact]
    public void AlignBatch_Pairs_LogProbabilitiesAddUpToTheLoss()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        SentencePair[] pairs = RandomTranslators.Pairs(9);

        IReadOnlyList<Translation> all = translator.AlignBatch(pairs, Cancellation);

        double loss = translator.Loss(new MemoryCorpus(pairs), Cancellation).Loss!.Value;
        Assert.Equal(-loss * all.Sum(alignment => alignment.Tokens.Count + 1), all.Sum(alignment => alignment.LogProbability), 1e-4);
    }

    [Fact]
    public void Align_OwnTranslation_LooksWhereTheSearchLooked()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        Translation found = translator.Translate("a b c d", SearchOptions.Greedy with { AllowUnknown = false, MinimumLength = 3, MaximumLength = 6 }, Cancellation);

        Translation forced = translator.Align("a b c d", found.Text, Cancellation);

        Assert.Equal(found.Tokens, forced.Tokens);
        Assert.All(RandomTranslators.Weights(found).Zip(RandomTranslators.Weights(forced)), rows => Assert.Equal(rows.First, rows.Second));
    }

    [Fact]
    public void AlignBatch_BlankSide_HasNoTokensAndKeepsThePlace()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);

        IReadOnlyList<Translation> all = translator.AlignBatch([new("a", " "), new("a b", "b a"), new("", "a")], Cancellation);

        Assert.Equal([0, 2, 0], all.Select(alignment => alignment.Tokens.Count));
        Assert.Null(all[0].Attention);
        Assert.Equal(["a", "b", "<eos>"], all[1].Attention!.Source);
        Assert.Throws<ArgumentException>(() => translator.Align("a", " ", Cancellation));
        Assert.Empty(translator.AlignBatch([], Cancellation));
    }

    [Fact]
    public void Align_LongerThanTrained_IsReadWholeAndSaysSo()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive); // Trained on 12 tokens.
        string sentence = RandomTranslators.Repeat("a", 20);

        Translation alignment = translator.Align(sentence, sentence, Cancellation);

        Assert.Equal(20, alignment.Tokens.Count);
        Assert.Equal(21, alignment.Attention!.Source.Count);
        Assert.Equal((false, true), (alignment.IsCut, alignment.IsLongerThanTrained));
        Assert.False(translator.Align(RandomTranslators.Repeat("a", 11), RandomTranslators.Repeat("a", 11), Cancellation).IsLongerThanTrained);
        Assert.True(translator.Align("a", RandomTranslators.Repeat("a", 12), Cancellation).IsLongerThanTrained);
    }

    [Fact]
    public void Align_PastTheSafetyLimit_ReadsTheBeginningAndSaysSo()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        translator.MaximumSentenceLength = 15;

        Translation both = translator.Align(RandomTranslators.Repeat("a", 20), RandomTranslators.Repeat("b", 20), Cancellation);

        Assert.Equal([.. Enumerable.Repeat("a", 14), "<eos>"], both.SourceTokens);
        Assert.Equal(14, both.Tokens.Count);
        Assert.Equal((true, false), (both.IsCut, both.IsLongerThanTrained));
        Assert.False(translator.Align(RandomTranslators.Repeat("a", 14), RandomTranslators.Repeat("a", 14), Cancellation).IsCut);
        Assert.True(translator.Align("a", RandomTranslators.Repeat("a", 15), Cancellation).IsCut);
    }

    [Theory]
    [InlineData(AttentionScore.None)]
    [InlineData(AttentionScore.Additive)]
    public void ScoreBatch_AnyModel_GivesTheProbabilityOfEveryToken(AttentionScore attention)
    {
        using Translator translator = _translators.Create(attention, batchSize: 2);
        SentencePair[] pairs = [.. RandomTranslators.Pairs(7), new("a", " ")];

        IReadOnlyList<Translation> scores = translator.ScoreBatch(pairs, Cancellation);

        foreach ((Translation expected, Translation score) in translator.AlignBatch(pairs, Cancellation).Zip(scores))
        {
            Assert.Null(score.Attention);
            Assert.Equal(expected.LogProbability, score.LogProbability);
            Assert.Equal(expected.TokenLogProbabilities, score.TokenLogProbabilities);
            Assert.Equal(score.Tokens.Count == 0 ? 0 : score.Tokens.Count + 1, score.TokenLogProbabilities.Count);
            Assert.All(score.TokenLogProbabilities, logProbability => Assert.InRange(logProbability, -100, 0));
            Assert.Equal(score.LogProbability, score.TokenLogProbabilities.Sum(), 1e-9 * Math.Abs(score.LogProbability));
        }

        Assert.Throws<OperationCanceledException>(() => translator.ScoreBatch(pairs, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Loss_LongAndUnknown_CountsThem()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
        translator.MaximumSentenceLength = 20;

        LossResult loss = translator.Loss(
            new MemoryCorpus([new("a", "a zebra"), new(RandomTranslators.Repeat("a", 15), "b"), new("a", RandomTranslators.Repeat("b", 30))]), Cancellation);

        Assert.Equal((3, 3 + 2 + 20L, 1L, 1, 1), (loss.PairCount, loss.TokenCount, loss.UnknownTokenCount, loss.CutPairCount, loss.LongPairCount));
        Assert.True(double.IsFinite(loss.Loss!.Value));
    }

    [Fact]
    public void Loss_NothingToMeasure_SaysSo()
    {
        using Translator translator = _translators.Create(AttentionScore.None);

        LossResult loss = translator.Loss(new MemoryCorpus([new("a", " "), new("", "b")]), Cancellation);

        Assert.Equal((null, 0, 0L), (loss.Loss, loss.PairCount, loss.TokenCount));
    }

    [Fact]
    public void Loss_Cancelled_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
        Assert.Throws<OperationCanceledException>(() => translator.Loss(new MemoryCorpus([new("a", "b")]), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Score_OnePair_EqualsAlignWithoutWeights()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);

        Translation score = translator.Score("a b", "b a", Cancellation);

        Assert.Equal(translator.Align("a b", "b a", Cancellation).LogProbability, score.LogProbability);
        Assert.Null(score.Attention);
        Assert.Throws<ArgumentException>(() => translator.Score(" ", "b", Cancellation));
    }

    [Fact]
    public void AlignBatch_Cancelled_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        Assert.Throws<OperationCanceledException>(() => translator.AlignBatch([new("a", "b")], new CancellationToken(canceled: true)));
    }

    public void Dispose() => _translators.Dispose();
}
