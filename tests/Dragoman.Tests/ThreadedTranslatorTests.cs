using Dragoman.Attention;
using Dragoman.Data;
using Dragoman.Decoding;

namespace Dragoman.Tests;

/// <summary>A translator that works on several batches at once.</summary>
public sealed class ThreadedTranslatorTests : IDisposable
{
    private readonly RandomTranslators _translators = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TranslateBatch_OnThreads_GivesTheBitsOfOne(int beam)
    {
        using Translator translator = _translators.Create(AttentionScore.Additive, batchSize: 3);
        string[] texts = [.. RandomTranslators.Pairs(40).Select(pair => pair.Source), "", "a"];
        SearchOptions search = new(Beam: beam, BatchSize: 3);

        IReadOnlyList<Translation> expected = translator.TranslateBatch(texts, search, Cancellation);
        translator.Threads = 4;
        IReadOnlyList<Translation> actual = translator.TranslateBatch(texts, search, Cancellation);

        Assert.Equal(texts, actual.Select(translation => translation.Source));
        Assert.All(expected.Zip(actual), pair => AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public void AlignBatch_OnThreads_GivesTheBitsOfOne()
    {
        using Translator translator = _translators.Create(AttentionScore.General, batchSize: 3);
        SentencePair[] pairs = RandomTranslators.Pairs(40);

        IReadOnlyList<Translation> expected = translator.AlignBatch(pairs, Cancellation);
        translator.Threads = 3;

        Assert.All(expected.Zip(translator.AlignBatch(pairs, Cancellation)), pair => AssertSame(pair.First, pair.Second));
    }

    [Fact]
    public void Threads_None_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);

        Assert.Throws<ArgumentOutOfRangeException>(() => translator.Threads = 0);
        Assert.Equal(1, translator.Threads);
    }

    public void Dispose() => _translators.Dispose();

    private static void AssertSame(Translation expected, Translation actual)
    {
        Assert.Equal((expected.Source, expected.Text, expected.LogProbability), (actual.Source, actual.Text, actual.LogProbability));
        Assert.Equal(expected.Tokens, actual.Tokens);
        Assert.Equal(expected.Attention?.Target.Count, actual.Attention?.Target.Count);
        for (int row = 0; row < expected.Attention?.Target.Count; row++)
        {
            Assert.Equal(expected.Attention.Row(row).ToArray(), actual.Attention!.Row(row).ToArray());
        }
    }
}
