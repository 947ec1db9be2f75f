using System.Threading.Channels;
using Dragoman.Attention;

namespace Dragoman.Tests;

/// <summary>Translations on other threads, and of sentences that come one after the other.</summary>
public sealed class AsyncTranslatorTests : IDisposable
{
    private readonly RandomTranslators _translators = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TranslateAsync_OneOrMany_EqualTheCallsThatWait()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        string[] sentences = ["a b c", "", "d"];

        IReadOnlyList<Translation> all = await translator.TranslateBatchAsync(sentences, cancellationToken: Cancellation);

        Assert.Equal(translator.TranslateBatch(sentences, cancellationToken: Cancellation).Select(Written), all.Select(Written));
        Assert.Equal(Written(all[0]), Written(await translator.TranslateAsync("a b c", cancellationToken: Cancellation)));
    }

    [Fact]
    public async Task TranslateAsync_Cancelled_Throws()
    {
        using Translator translator = _translators.Create(AttentionScore.Additive);
        CancellationToken cancelled = new(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.TranslateAsync("a", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.TranslateBatchAsync(["a"], cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await translator.TranslateStreamAsync(RandomTranslators.Several(3), cancellationToken: cancelled).ToListAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task TranslateAsync_Stream_KeepsTheOrder(int count)
    {
        using Translator translator = _translators.Create(AttentionScore.Additive, batchSize: 4);
        List<string> sentences = await RandomTranslators.Several(count).ToListAsync(Cancellation);

        List<Translation> streamed = await translator.TranslateStreamAsync(RandomTranslators.Several(count), cancellationToken: Cancellation).ToListAsync(Cancellation);

        Assert.Equal(translator.TranslateBatch(sentences, cancellationToken: Cancellation).Select(Written), streamed.Select(Written));
    }

    [Fact]
    public async Task TranslateAsync_NextSentenceNotThereYet_TranslatesThoseThatAre()
    {
        using Translator translator = _translators.Create(AttentionScore.None);
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
        using Translator translator = _translators.Create(AttentionScore.None);
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

    public void Dispose() => _translators.Dispose();

    private static (string Source, string Text, double LogProbability) Written(Translation translation) =>
        (translation.Source, translation.Text, translation.LogProbability);
}
