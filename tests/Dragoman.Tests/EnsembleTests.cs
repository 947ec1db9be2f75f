using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests;

/// <summary>Several models that translate together, held against the mean of what each says alone.</summary>
public sealed class EnsembleTests : IDisposable
{
    private const string Sentence = "a b d c";
    private static readonly SearchOptions Search = new(Beam: 4, MinimumLength: 2, MaximumLength: 7, AllowUnknown: false);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Translate_TwoModels_EachTokenIsTheMeanOfTheirProbabilities(int beam)
    {
        string[] folders = [Create(seed: 1), Create(seed: 2, AttentionScore.General)];
        using var ensemble = Translator.LoadEnsemble(folders);

        Translation found = ensemble.Translate(Sentence, Search with { Beam = beam }, Cancellation);

        using var first = Translator.Load(folders[0]);
        using var second = Translator.Load(folders[1]);
        string target = string.Join(' ', found.Tokens);
        (Translation a, Translation b) = (first.Align(Sentence, target, Cancellation), second.Align(Sentence, target, Cancellation));
        double[] expected = [.. a.TokenLogProbabilities.Zip(b.TokenLogProbabilities, (x, y) => Math.Log((Math.Exp(x) + Math.Exp(y)) / 2))];
        Assert.Equal(2, ensemble.ModelCount);
        Assert.All(expected.Zip(found.TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal((a.Attention![1, 2] + b.Attention![1, 2]) / 2, found.Attention![1, 2], 1e-6f);
        Translation forced = ensemble.Align(Sentence, target, Cancellation);
        Assert.All(forced.TokenLogProbabilities.Zip(found.TokenLogProbabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(found.Attention[1, 2], forced.Attention![1, 2], 1e-6f);
    }

    [Fact]
    public void Translate_TheSameModelTwice_IsThatModel()
    {
        string folder = Create(seed: 1);
        using var alone = Translator.Load(folder);
        using var ensemble = Translator.LoadEnsemble([folder, folder, folder]);

        Translation one = alone.Translate(Sentence, Search, Cancellation);
        Translation three = ensemble.Translate(Sentence, Search, Cancellation);

        Assert.Equal(one.Text, three.Text);
        Assert.Equal(one.Score, three.Score, 1e-5);
    }

    [Fact]
    public void TranslateBatch_SentencesTogether_AreTranslatedAsAlone()
    {
        using var ensemble = Translator.LoadEnsemble([Create(seed: 1), Create(seed: 2, AttentionScore.None), Create(seed: 3)]);
        string[] sentences = ["a b", "e", "c d e a b", Sentence];

        IReadOnlyList<Translation> together = ensemble.TranslateBatch(sentences, Search, Cancellation);

        Assert.All(sentences.Zip(together), pair => Assert.Equal(ensemble.Translate(pair.First, Search, Cancellation).Text, pair.Second.Text));
    }

    [Fact]
    public void Loss_OfPairs_IsThatOfTheirProbabilities()
    {
        using var ensemble = Translator.LoadEnsemble([Create(seed: 1), Create(seed: 2)]);
        SentencePair[] pairs = [new("a b", "c"), new("d", "e d c"), new("e e e", "a b")];

        double loss = ensemble.Loss(new MemoryCorpus(pairs), Cancellation).Loss!.Value;

        Assert.Equal(-ensemble.ScoreBatch(pairs, Cancellation).Sum(pair => pair.LogProbability) / 9, loss, 1e-9);
    }

    [Fact]
    public void LoadEnsemble_OtherVocabulary_IsRefused()
    {
        string[] folders = [Create(seed: 1), Create(seed: 2, vocabulary: new Vocabulary(["b", "a", "c", "d", "e"]))];

        Assert.Contains("do not read text alike", Assert.Throws<ConfigurationException>(() => Translator.LoadEnsemble(folders)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsAs_TextModelThatWasMadeOtherwiseAndReadsTheSame_IsTrue()
    {
        Vocabulary words = new(["a", "b"]);
        TextModel plain = new(new TextOptions(), words);

        Assert.True(plain.ReadsAs(new TextModel(new TextOptions { BytePair = new(Dropout: 0.1f, Codes: "./codes") }, words)));
        Assert.False(plain.ReadsAs(new TextModel(new TextOptions(Lowercase: true), words)));
    }

    [Fact]
    public void Explain_Ensemble_IsNotPossible()
    {
        using var ensemble = Translator.LoadEnsemble([Create(seed: 1), Create(seed: 2)]);

        Assert.Contains("ensemble of 2", Assert.Throws<NotSupportedException>(() => ensemble.Explain(Sentence, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);
    }

    private string Create(int seed, AttentionScore attention = AttentionScore.Additive, Vocabulary? vocabulary = null) =>
        TinyTranslators.Create(_folder[$"model-{seed}"], Search, seed, attention, vocabulary);
}
