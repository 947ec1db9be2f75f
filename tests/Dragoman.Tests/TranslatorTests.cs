using System.Text.Json.Nodes;
using Dragoman.Attention;
using Dragoman.Decoding;
using Dragoman.Models;
using Dragoman.Storage;

namespace Dragoman.Tests;

/// <summary>A loaded model: searches, sentences longer than those of training, what it keeps and what it lets go of.</summary>
public sealed class TranslatorTests : IDisposable
{
    private readonly RandomTranslators _translators = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Translate_LongerThanTrained_DependsOnEveryToken()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        Translation some = translator.Translate($"{RandomTranslators.Repeat("a", 30)} b", cancellationToken: Cancellation);
        Translation other = translator.Translate($"{RandomTranslators.Repeat("a", 30)} d", cancellationToken: Cancellation);

        Assert.Equal(32, some.SourceTokens.Count);
        Assert.NotEqual(some.LogProbability, other.LogProbability);
        Assert.Equal((false, true), (some.IsCut, some.IsLongerThanTrained));
    }

    [Theory]
    [InlineData("a b ")]
    [InlineData("a\u00ad \u00ad ")] // Half of the words vanish when they are cleaned.
    public void Translate_FarPastTheSafetyLimit_ReadsTheBeginning(string repeated)
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
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
        _translators.Create(AttentionScore.Additive).Dispose();
        string path = Path.Combine(_translators.Folder, ModelFolder.ConfigName);
        JsonNode config = JsonNode.Parse(File.ReadAllText(path))!;
        JsonObject decoding = config["options"]!["decoding"]!.AsObject();
        Assert.True(decoding.Remove("maximumLengthRatio") && decoding.Remove("minimumLengthRatio"));
        File.WriteAllText(path, config.ToJsonString());

        using Translator translator = Translator.Load(_translators.Folder);

        Assert.Equal(new SearchOptions(), translator.Options.Decoding);
    }

    [Fact]
    public void MaximumSentenceLength_OutOfRange_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        Assert.Throws<ArgumentOutOfRangeException>(() => translator.MaximumSentenceLength = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => translator.MaximumSentenceLength = 20_001);
    }

    [Fact]
    public void TranslateBatch_LongAndShortSentences_EqualEachAlone()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        string[] sentences = [RandomTranslators.Repeat("a b", 1500), "a", RandomTranslators.Repeat("d", 3000), RandomTranslators.Repeat("a b", 1450), RandomTranslators.Repeat("d", 5), RandomTranslators.Repeat("b a", 2000)];
        SearchOptions search = new(Beam: 2, MaximumLength: 4);

        IReadOnlyList<Translation> all = translator.TranslateBatch(sentences, search, Cancellation);

        Assert.Equal(sentences.Select(sentence => translator.Translate(sentence, search, Cancellation).LogProbability), all.Select(best => best.LogProbability));
    }

    [Theory]
    [InlineData(1, 0f)]
    [InlineData(4, 0f)]
    [InlineData(1, 1f)]
    public void TranslateNBestBatch_AnySearch_GivesTheProbabilityOfEveryToken(int beam, float temperature)
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
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
    public void Translate_SeveralAskedFor_RefusesAndNamesTheCall()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
        SearchOptions search = new(Beam: 3, BestCount: 3);

        ArgumentException error = Assert.Throws<ArgumentException>(() => translator.Translate("a b", search, Cancellation));

        Assert.Contains("ask for 3 translations", error.Message, StringComparison.Ordinal);
        Assert.Contains("TranslateNBest", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => translator.TranslateBatch(["a b"], search, Cancellation));
        Assert.Throws<ArgumentException>(() => translator.TranslateStreamAsync(RandomTranslators.Several(1), search, Cancellation));
    }

    [Fact]
    public void TranslateNBest_SeveralAskedFor_GivesThemBestFirst()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        SearchOptions search = new(Beam: 3, BestCount: 3);

        IReadOnlyList<Translation> best = translator.TranslateNBest("a b", search, Cancellation);

        Assert.Equal(3, best.Count);
        Assert.Equal(best.OrderByDescending(translation => translation.Score), best);
        Assert.Equal(best[0].Text, translator.Translate("a b", search with { BestCount = 1 }, Cancellation).Text);
        Assert.Equal(3, translator.TranslateNBestBatch(["", "a b"], search, Cancellation)[1].Count);
    }

    [Fact]
    public void CopyModel_Changed_LeavesTheTranslatorAlone()
    {
        using Translator translator = _translators.Create(AttentionScore.General);
        Seq2SeqModel copy = translator.CopyModel();
        Assert.Equal(Numbers(translator.Model), Numbers(copy));
        double before = translator.Score("a b", "b a", Cancellation).LogProbability;

        Draws.Fill(copy.Parameters.All, seed: 6, range: 0.1f);

        Assert.Equal(before, translator.Score("a b", "b a", Cancellation).LogProbability);
        Assert.Equal(copy.Parameters.Count, translator.ParameterCount);

        static float[] Numbers(Seq2SeqModel model) => [.. model.Parameters.All.SelectMany(parameter => parameter.Value.Span.ToArray())];
    }

    [Fact]
    public void Dispose_AfterAndDuringCalls_KeepsNothing()
    {
        Translator translator = _translators.Create(AttentionScore.Additive);
        translator.Translate("a b", cancellationToken: Cancellation);
        Assert.InRange(translator.Batches.HeldBytes, 1, 64L << 20);

        translator.Dispose();

        Assert.Equal(0, translator.Batches.HeldBytes);
        Assert.Throws<ObjectDisposedException>(() => translator.Translate("a", cancellationToken: Cancellation));
    }

    public void Dispose() => _translators.Dispose();
}
