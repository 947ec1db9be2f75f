using Dragoman.Alignments;
using Dragoman.Attention;

namespace Dragoman.Tests;

/// <summary>Words that a model does not know: how they are named, and what is put in their place.</summary>
public sealed class UnknownWordTests : IDisposable
{
    private readonly RandomTranslators _translators = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Translate_WordsOutsideTheVocabulary_AreNamed()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);

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
    public void ReplaceUnknown_UnknownTokens_AreReplacedEverywhere()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        Translation translation = new("zebra a", "b <unk>", ["b", "<unk>"], -1, -0.5, new(
            ["zebra", "a", "<eos>"], ["b", "<unk>", "<eos>"], [0, 1, 0, 1, 0, 0, 0, 0, 1]));

        Translation copied = translator.ReplaceUnknown(translation);
        Translation looked = translator.ReplaceUnknown(translation, new BilingualLexicon(new Dictionary<string, string> { ["zebra"] = "zèbre" }));

        Assert.Equal("b zebra", copied.Text);
        Assert.Equal("b zèbre", looked.Text);
        Assert.Equal(["b", "zèbre"], looked.Tokens);
        Assert.Equal(["b", "zèbre", "<eos>"], looked.Attention!.Target);
        Assert.Equal((-1, -0.5), (looked.LogProbability, looked.Score));
        Assert.Equal(RandomTranslators.Weights(translation), RandomTranslators.Weights(looked));
    }

    [Fact]
    public void ReplaceUnknown_NothingUnknown_ReturnsTheSame()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
        Translation translation = new("a", "b", ["b"], -1, -1, null);

        Assert.Same(translation, translator.ReplaceUnknown(translation));
    }

    [Fact]
    public void ReplaceUnknown_NoAttention_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
        Assert.Throws<InvalidOperationException>(() => translator.ReplaceUnknown(new Translation("a", "<unk>", ["<unk>"], -1, -1, null)));
    }

    public void Dispose() => _translators.Dispose();
}
