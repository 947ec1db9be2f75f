using System.Text.Json.Nodes;
using System.Threading.Channels;
using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Storage;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests;

public sealed class TranslatorTests : IDisposable
{
    private const string Words = "abcdefgh";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AttentionScore.Additive)]
    [InlineData(AttentionScore.General)]
    [InlineData(AttentionScore.None)]
    public void AlignBatch_ManyPairs_EqualsEachAlone(AttentionScore attention)
    {
        using Translator translator = Create(attention, batchSize: 4);
        SentencePair[] pairs = [.. Pairs(count: 23)];

        IReadOnlyList<Translation> all = translator.AlignBatch(pairs, Cancellation);

        Assert.Equal(pairs.Length, all.Count);
        Assert.All(pairs.Zip(all), item =>
        {
            Translation alone = translator.Align(item.First.Source, item.First.Target, Cancellation);
            Assert.Equal((alone.Source, alone.Text, alone.LogProbability), (item.Second.Source, item.Second.Text, item.Second.LogProbability));
            Assert.Equal(item.First.Target.Split(' '), item.Second.Tokens);
            Assert.Equal(alone.Tokens, item.Second.Tokens);
            Assert.Equal(Weights(alone), Weights(item.Second));
        });
    }

    [Fact]
    public void AlignBatch_Pairs_LogProbabilitiesAddUpToTheLoss()
    {
        using Translator translator = Create(AttentionScore.Additive);
        SentencePair[] pairs = [.. Pairs(count: 9)];

        IReadOnlyList<Translation> all = translator.AlignBatch(pairs, Cancellation);

        double loss = translator.Loss(new MemoryCorpus(pairs), Cancellation).Loss!.Value;
        Assert.Equal(-loss * all.Sum(alignment => alignment.Tokens.Count + 1), all.Sum(alignment => alignment.LogProbability), 1e-4);
    }

    [Fact]
    public void Align_OwnTranslation_LooksWhereTheSearchLooked()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Translation found = translator.Translate("a b c d", SearchOptions.Greedy with { AllowUnknown = false, MinimumLength = 3, MaximumLength = 6 }, Cancellation);

        Translation forced = translator.Align("a b c d", found.Text, Cancellation);

        Assert.Equal(found.Tokens, forced.Tokens);
        Assert.All(Weights(found).Zip(Weights(forced)), rows => Assert.Equal(rows.First, rows.Second));
    }

    [Fact]
    public void AlignBatch_BlankSide_HasNoTokensAndKeepsThePlace()
    {
        using Translator translator = Create(AttentionScore.Additive);

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
        using Translator translator = Create(AttentionScore.Additive); // Trained on 12 tokens.
        string sentence = Repeat("a", 20);

        Translation alignment = translator.Align(sentence, sentence, Cancellation);

        Assert.Equal(20, alignment.Tokens.Count);
        Assert.Equal(21, alignment.Attention!.Source.Count);
        Assert.Equal((false, true), (alignment.IsCut, alignment.IsLongerThanTrained));
        Assert.False(translator.Align(Repeat("a", 11), Repeat("a", 11), Cancellation).IsLongerThanTrained);
        Assert.True(translator.Align("a", Repeat("a", 12), Cancellation).IsLongerThanTrained);
    }

    [Fact]
    public void Align_PastTheSafetyLimit_ReadsTheBeginningAndSaysSo()
    {
        using Translator translator = Create(AttentionScore.Additive);
        translator.MaximumSentenceLength = 15;

        Translation both = translator.Align(Repeat("a", 20), Repeat("b", 20), Cancellation);

        Assert.Equal([.. Enumerable.Repeat("a", 14), "<eos>"], both.SourceTokens);
        Assert.Equal(14, both.Tokens.Count);
        Assert.Equal((true, false), (both.IsCut, both.IsLongerThanTrained));
        Assert.False(translator.Align(Repeat("a", 14), Repeat("a", 14), Cancellation).IsCut);
        Assert.True(translator.Align("a", Repeat("a", 15), Cancellation).IsCut);
    }

    [Fact]
    public void Translate_LongerThanTrained_DependsOnEveryToken()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Translation some = translator.Translate($"{Repeat("a", 30)} b", cancellationToken: Cancellation);
        Translation other = translator.Translate($"{Repeat("a", 30)} d", cancellationToken: Cancellation);

        Assert.Equal(32, some.SourceTokens.Count);
        Assert.NotEqual(some.LogProbability, other.LogProbability);
        Assert.Equal((false, true), (some.IsCut, some.IsLongerThanTrained));
    }

    [Theory]
    [InlineData("a b ")]
    [InlineData("a\u00ad \u00ad ")] // Half of the words vanish when they are cleaned.
    public void Translate_FarPastTheSafetyLimit_ReadsTheBeginning(string repeated)
    {
        using Translator translator = Create(AttentionScore.Additive);
        translator.MaximumSentenceLength = 50;
        string text = string.Concat(Enumerable.Repeat(repeated, 2000));

        Translation translation = translator.Translate(text, cancellationToken: Cancellation);

        Assert.True(translation.IsCut);
        Assert.Equal(translator.Translate(text[..1000], cancellationToken: Cancellation).SourceTokens, translation.SourceTokens);
        Assert.Equal(50, translation.SourceTokens.Count);
    }

    [Fact]
    public void Load_ConfigurationOfAnOlderVersion_TakesTheDefaultsOfNewOptions()
    {
        Create(AttentionScore.Additive).Dispose();
        string path = Path.Combine(_folder.Path, ModelFolder.ConfigName);
        JsonNode config = JsonNode.Parse(File.ReadAllText(path))!;
        JsonObject decoding = config["options"]!["decoding"]!.AsObject();
        Assert.True(decoding.Remove("maximumLengthRatio") && decoding.Remove("minimumLengthRatio"));
        File.WriteAllText(path, config.ToJsonString());

        using Translator translator = Translator.Load(_folder.Path);

        Assert.Equal(new SearchOptions(), translator.Options.Decoding);
    }

    [Fact]
    public void MaximumSentenceLength_OutOfRange_Throws()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Assert.Throws<ArgumentOutOfRangeException>(() => translator.MaximumSentenceLength = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => translator.MaximumSentenceLength = 20_001);
    }

    [Fact]
    public void TranslateBatch_LongAndShortSentences_EqualEachAlone()
    {
        using Translator translator = Create(AttentionScore.Additive);
        string[] sentences = [Repeat("a b", 1500), "a", Repeat("d", 3000), Repeat("a b", 1450), Repeat("d", 5), Repeat("b a", 2000)];
        SearchOptions search = new(Beam: 2, MaximumLength: 4);

        IReadOnlyList<Translation> all = translator.TranslateBatch(sentences, search, Cancellation);

        Assert.Equal(sentences.Select(sentence => translator.Translate(sentence, search, Cancellation).LogProbability), all.Select(best => best.LogProbability));
    }

    [Theory]
    [InlineData(AttentionScore.None)]
    [InlineData(AttentionScore.Additive)]
    public void ScoreBatch_AnyModel_GivesTheProbabilityOfEveryToken(AttentionScore attention)
    {
        using Translator translator = Create(attention, batchSize: 2);
        SentencePair[] pairs = [.. Pairs(count: 7), new("a", " ")];

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

    [Theory]
    [InlineData(1, 0f)]
    [InlineData(4, 0f)]
    [InlineData(1, 1f)]
    public void TranslateNBestBatch_AnySearch_GivesTheProbabilityOfEveryToken(int beam, float temperature)
    {
        using Translator translator = Create(AttentionScore.Additive);
        SearchOptions search = new(beam, MaximumLength: 6, BestCount: beam, AllowUnknown: false, Temperature: temperature);

        foreach (Translation found in translator.TranslateNBestBatch(["a b c d", "d"], search, Cancellation).SelectMany(best => best))
        {
            Assert.Equal(found.LogProbability, found.TokenLogProbabilities.Sum(), 1e-9 * Math.Abs(found.LogProbability));
            Assert.Equal(found.IsComplete, found.Tokens.Count < 6);
            if (found.Tokens.Count > 0)
            {
                Translation forced = translator.Align(found.Source, found.Text, Cancellation);
                Assert.All(found.TokenLogProbabilities.Zip(forced.TokenLogProbabilities), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
            }
        }
    }

    [Fact]
    public void Translate_WordsOutsideTheVocabulary_AreNamed()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Translation found = translator.Translate("a zebra b <eos>", cancellationToken: Cancellation);
        Translation given = translator.Align("a zebra", "a yak b", Cancellation);

        Assert.Equal(["a", "zebra", "b", "<eos>", "<eos>"], found.SourceTokens);
        Assert.Equal([1, 3], found.UnknownSource);
        Assert.Equal([1, 3], found.Attention!.UnknownSource);
        Assert.Equal(found.Tokens.Index().Where(token => token.Item == "<unk>").Select(token => token.Index), found.UnknownTarget);
        Assert.Equal([1], given.UnknownTarget);
        Assert.Equal([1], given.Attention!.UnknownSource);
        Assert.Equal([1], given.Attention.UnknownTarget);
    }

    [Fact]
    public void Loss_LongAndUnknown_CountsThem()
    {
        using Translator translator = Create(AttentionScore.None);
        translator.MaximumSentenceLength = 20;

        LossResult loss = translator.Loss(
            new MemoryCorpus([new("a", "a zebra"), new(Repeat("a", 15), "b"), new("a", Repeat("b", 30))]), Cancellation);

        Assert.Equal((3, 3 + 2 + 20L, 1L, 1, 1), (loss.PairCount, loss.TokenCount, loss.UnknownTokenCount, loss.CutPairCount, loss.LongPairCount));
        Assert.True(double.IsFinite(loss.Loss!.Value));
    }

    [Fact]
    public void Loss_NothingToMeasure_SaysSo()
    {
        using Translator translator = Create(AttentionScore.None);

        LossResult loss = translator.Loss(new MemoryCorpus([new("a", " "), new("", "b")]), Cancellation);

        Assert.Equal((null, 0, 0L), (loss.Loss, loss.PairCount, loss.TokenCount));
    }

    [Fact]
    public void Loss_Cancelled_Throws()
    {
        using Translator translator = Create(AttentionScore.None);
        Assert.Throws<OperationCanceledException>(() => translator.Loss(new MemoryCorpus([new("a", "b")]), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Translate_SeveralAskedFor_RefusesAndNamesTheCall()
    {
        using Translator translator = Create(AttentionScore.None);
        SearchOptions search = new(Beam: 3, BestCount: 3);

        ArgumentException error = Assert.Throws<ArgumentException>(() => translator.Translate("a b", search, Cancellation));

        Assert.Contains("ask for 3 translations", error.Message, StringComparison.Ordinal);
        Assert.Contains("TranslateNBest", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => translator.TranslateBatch(["a b"], search, Cancellation));
        Assert.Throws<ArgumentException>(() => translator.TranslateStreamAsync(Several(1), search, Cancellation));
    }

    [Fact]
    public void TranslateNBest_SeveralAskedFor_GivesThemBestFirst()
    {
        using Translator translator = Create(AttentionScore.Additive);
        SearchOptions search = new(Beam: 3, BestCount: 3);

        IReadOnlyList<Translation> best = translator.TranslateNBest("a b", search, Cancellation);

        Assert.Equal(3, best.Count);
        Assert.Equal(best.OrderByDescending(translation => translation.Score), best);
        Assert.Equal(best[0].Text, translator.Translate("a b", search with { BestCount = 1 }, Cancellation).Text);
        Assert.Equal(3, translator.TranslateNBestBatch(["", "a b"], search, Cancellation)[1].Count);
    }

    [Fact]
    public void Score_OnePair_EqualsAlignWithoutWeights()
    {
        using Translator translator = Create(AttentionScore.Additive);

        Translation score = translator.Score("a b", "b a", Cancellation);

        Assert.Equal(translator.Align("a b", "b a", Cancellation).LogProbability, score.LogProbability);
        Assert.Null(score.Attention);
        Assert.Throws<ArgumentException>(() => translator.Score(" ", "b", Cancellation));
    }

    [Fact]
    public void CopyModel_Changed_LeavesTheTranslatorAlone()
    {
        using Translator translator = Create(AttentionScore.General);
        Seq2SeqModel copy = translator.CopyModel();
        Assert.Equal(Numbers(translator.Model), Numbers(copy));
        double before = translator.Score("a b", "b a", Cancellation).LogProbability;

        Draws.Fill(copy.Parameters.All, seed: 6, range: 0.1f);

        Assert.Equal(before, translator.Score("a b", "b a", Cancellation).LogProbability);
        Assert.Equal(copy.Parameters.Count, translator.ParameterCount);

        static float[] Numbers(Seq2SeqModel model) => [.. model.Parameters.All.SelectMany(parameter => parameter.Value.Span.ToArray())];
    }

    [Fact]
    public async Task TranslateAsync_OneOrMany_EqualTheCallsThatWait()
    {
        using Translator translator = Create(AttentionScore.Additive);
        string[] sentences = ["a b c", "", "d"];

        IReadOnlyList<Translation> all = await translator.TranslateBatchAsync(sentences, cancellationToken: Cancellation);

        Assert.Equal(translator.TranslateBatch(sentences, cancellationToken: Cancellation).Select(Written), all.Select(Written));
        Assert.Equal(Written(all[0]), Written(await translator.TranslateAsync("a b c", cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task TranslateAsync_Cancelled_Throws()
    {
        using Translator translator = Create(AttentionScore.Additive);
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.TranslateAsync("a", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.TranslateBatchAsync(["a"], cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await translator.TranslateStreamAsync(Several(3), cancellationToken: cancelled).ToListAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task TranslateAsync_Stream_KeepsTheOrder(int count)
    {
        using Translator translator = Create(AttentionScore.Additive, batchSize: 4);
        List<string> sentences = await Several(count).ToListAsync(Cancellation);

        List<Translation> streamed = await translator.TranslateStreamAsync(Several(count), cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(translator.TranslateBatch(sentences, cancellationToken: Cancellation).Select(Written), streamed.Select(Written));
    }

    [Fact]
    public async Task TranslateAsync_NextSentenceNotThereYet_TranslatesThoseThatAre()
    {
        using Translator translator = Create(AttentionScore.None);
        Channel<string> typed = Channel.CreateUnbounded<string>();
        Assert.True(typed.Writer.TryWrite("a b"));

        await foreach (Translation translation in translator.TranslateStreamAsync(typed.Reader.ReadAllAsync(Cancellation), cancellationToken: Cancellation))
        {
            Assert.Equal("a b", translation.Source);
            break; // Nothing more is typed, and leaving must not wait for it.
        }

        Assert.False(typed.Reader.Completion.IsCompleted);
    }

    [Fact]
    public async Task TranslateAsync_SourceFails_GivesWhatCameBeforeAndThrows()
    {
        using Translator translator = Create(AttentionScore.None);
        List<string> sources = [];

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (Translation translation in translator.TranslateStreamAsync(Failing(), cancellationToken: Cancellation))
            {
                sources.Add(translation.Source);
            }
        });

        Assert.Equal("no more", error.Message);
        Assert.Equal(["a", "b"], sources);

        static async IAsyncEnumerable<string> Failing()
        {
            yield return "a";
            yield return "b";
            await Task.Yield();
            throw new InvalidDataException("no more");
        }
    }

    [Fact]
    public void Dispose_AfterAndDuringCalls_KeepsNothing()
    {
        Translator translator = Create(AttentionScore.Additive);
        translator.Translate("a b", cancellationToken: Cancellation);
        Assert.InRange(translator.Batches.HeldBytes, 1, 64L << 20);

        translator.Dispose();

        Assert.Equal(0, translator.Batches.HeldBytes);
        Assert.Throws<ObjectDisposedException>(() => translator.Translate("a", cancellationToken: Cancellation));
    }

    [Fact]
    public void AlignBatch_Cancelled_Throws()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Assert.Throws<OperationCanceledException>(() => translator.AlignBatch([new("a", "b")], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ReplaceUnknown_UnknownTokens_AreReplacedEverywhere()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Translation translation = new("zebra a", "b <unk>", ["b", "<unk>"], -1, -0.5, new(
            ["zebra", "a", "<eos>"], ["b", "<unk>", "<eos>"], [0, 1, 0, 1, 0, 0, 0, 0, 1]));

        Translation copied = translator.ReplaceUnknown(translation);
        Translation looked = translator.ReplaceUnknown(translation, new BilingualLexicon(new Dictionary<string, string> { ["zebra"] = "zèbre" }));

        Assert.Equal("b zebra", copied.Text);
        Assert.Equal("b zèbre", looked.Text);
        Assert.Equal(["b", "zèbre"], looked.Tokens);
        Assert.Equal(["b", "zèbre", "<eos>"], looked.Attention!.Target);
        Assert.Equal((-1, -0.5), (looked.LogProbability, looked.Score));
        Assert.Equal(Weights(translation), Weights(looked));
    }

    [Fact]
    public void ReplaceUnknown_NothingUnknown_ReturnsTheSame()
    {
        using Translator translator = Create(AttentionScore.None);
        Translation translation = new("a", "b", ["b"], -1, -1, null);

        Assert.Same(translation, translator.ReplaceUnknown(translation));
    }

    [Fact]
    public void ReplaceUnknown_NoAttention_Throws()
    {
        using Translator translator = Create(AttentionScore.None);
        Assert.Throws<InvalidOperationException>(() => translator.ReplaceUnknown(new Translation("a", "<unk>", ["<unk>"], -1, -1, null)));
    }

    public void Dispose() => _folder.Dispose();

    private static (string Source, string Text, double LogProbability) Written(Translation translation) =>
        (translation.Source, translation.Text, translation.LogProbability);

    private static async IAsyncEnumerable<string> Several(int count)
    {
        foreach (SentencePair pair in Pairs(count))
        {
            await Task.Yield();
            yield return pair.Source;
        }
    }

    private static string Repeat(string words, int count) => string.Join(' ', Enumerable.Repeat(words, count));

    private static IEnumerable<SentencePair> Pairs(int count)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, count).Select(_ => new SentencePair(Sentence(), Sentence()))];

        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Words[random.Next(Words.Length)]));
    }

    private static float[][] Weights(Translation translation) => translation.Attention is { } map
        ? [.. Enumerable.Range(0, map.Target.Count).Select(row => map.Row(row).ToArray())]
        : [];

    /// <summary>A small model with random weights; some of the words are outside its vocabularies.</summary>
    private Translator Create(AttentionScore attention, int batchSize = 32)
    {
        Vocabulary vocabulary = new(Words.Take(6).Select(word => word.ToString()));
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12) { Attention = new(attention, Units: 4) };
        DataOptions data = new() { Source = new TextOptions(), Target = new TextOptions(), Encoding = new EncodingOptions(12, 12) };
        TranslatorOptions options = new() { Data = data, Model = shape, Decoding = new SearchOptions(BatchSize: batchSize) };
        Seq2SeqModel model = new(shape, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed: 5, range: 0.8f);
        new ModelFolder(_folder.Path).Create(options, new TextModel(data.Source, vocabulary), new TextModel(data.Target, vocabulary), model);
        return Translator.Load(_folder.Path);
    }
}
