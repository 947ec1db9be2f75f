using Dragoman.Alignments;
using Dragoman.Attention;
using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.TestKit;
using Dragoman.Text;
using Dragoman.Training;

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
    public void AlignAll_ManyPairs_EqualsEachAlone(AttentionScore attention)
    {
        using Translator translator = Create(attention, batchSize: 4);
        SentencePair[] pairs = [.. Pairs(count: 23)];

        IReadOnlyList<Translation> all = translator.AlignAll(pairs, Cancellation);

        Assert.Equal(pairs.Length, all.Count);
        Assert.All(pairs.Zip(all), item =>
        {
            Translation alone = translator.Align(item.First.Source, item.First.Target);
            Assert.Equal((alone.Source, alone.Text, alone.LogProbability), (item.Second.Source, item.Second.Text, item.Second.LogProbability));
            Assert.Equal(item.First.Target.Split(' '), item.Second.Tokens);
            Assert.Equal(alone.Tokens, item.Second.Tokens);
            Assert.Equal(Weights(alone), Weights(item.Second));
        });
    }

    [Fact]
    public void AlignAll_Pairs_LogProbabilitiesAddUpToTheLoss()
    {
        using Translator translator = Create(AttentionScore.Additive);
        SentencePair[] pairs = [.. Pairs(count: 9)];

        IReadOnlyList<Translation> all = translator.AlignAll(pairs, Cancellation);

        double loss = translator.Loss(new MemoryCorpus(pairs));
        Assert.Equal(-loss * all.Sum(alignment => alignment.Tokens.Count + 1), all.Sum(alignment => alignment.LogProbability), 1e-4);
    }

    [Fact]
    public void Align_OwnTranslation_LooksWhereTheSearchLooked()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Translation found = translator.Translate("a b c d", SearchOptions.Greedy with { AllowUnknown = false, MinimumLength = 3, MaximumLength = 6 }, Cancellation);

        Translation forced = translator.Align("a b c d", found.Text);

        Assert.Equal(found.Tokens, forced.Tokens);
        Assert.All(Weights(found).Zip(Weights(forced)), rows => Assert.Equal(rows.First, rows.Second));
    }

    [Fact]
    public void AlignAll_BlankSide_HasNoTokensAndKeepsThePlace()
    {
        using Translator translator = Create(AttentionScore.Additive);

        IReadOnlyList<Translation> all = translator.AlignAll([new("a", " "), new("a b", "b a"), new("", "a")], Cancellation);

        Assert.Equal([0, 2, 0], all.Select(alignment => alignment.Tokens.Count));
        Assert.Null(all[0].Attention);
        Assert.Equal(["a", "b", "<eos>"], all[1].Attention!.Source);
        Assert.Throws<ArgumentException>(() => translator.Align("a", " "));
        Assert.Empty(translator.AlignAll([], Cancellation));
    }

    [Fact]
    public void AlignAll_TooLongPair_AlignsWhatTheModelReads()
    {
        using Translator translator = Create(AttentionScore.Additive);
        string tooLong = string.Join(' ', Enumerable.Repeat("a", 20));

        Translation alignment = translator.Align(tooLong, tooLong);

        Assert.Equal(11, alignment.Tokens.Count); // 12, the maximum, with the end token.
        Assert.Equal(12, alignment.Attention!.Source.Count);
    }

    [Fact]
    public void AlignAll_Cancelled_Throws()
    {
        using Translator translator = Create(AttentionScore.Additive);
        Assert.Throws<OperationCanceledException>(() => translator.AlignAll([new("a", "b")], new CancellationToken(canceled: true)));
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
        ModelOptions shape = new(EmbedSize: 5, EncoderHiddenSize: 6, DecoderHiddenSize: 12, Attention: attention, AttentionUnits: 4);
        DataOptions data = new(new TextOptions(), new TextOptions(), new VocabularyOptions(), new EncodingOptions(12, 12), new BatchingOptions());
        ExperimentOptions options = new(data, shape, new TrainingOptions(new OptimizerOptions()), new SearchOptions(BatchSize: batchSize));
        Seq2SeqModel model = new(shape, vocabulary.Count, vocabulary.Count);
        Draws.Fill(model.Parameters.All, seed: 5, range: 0.8f);
        new ModelFolder(_folder.Path).Create(options, vocabulary, vocabulary, model);
        return Translator.Load(_folder.Path);
    }
}
