using Dragoman.Decoding;
using Dragoman.Options;

namespace Dragoman;

/// <content>Calls that do not wait, and translations that come bit by bit.</content>
public sealed partial class Translator
{
    /// <summary>Translates a sentence on a thread of the pool.</summary>
    /// <inheritdoc cref="Translate"/>
    public Task<Translation> TranslateAsync(string text, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Translate(text, options, cancellationToken), cancellationToken);

    /// <summary>Translates many sentences on a thread of the pool, in batches of similar length.</summary>
    /// <inheritdoc cref="TranslateBatch"/>
    public Task<IReadOnlyList<Translation>> TranslateBatchAsync(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => TranslateBatch(texts, options, cancellationToken), cancellationToken);

    /// <summary>Translates sentences as they come, any number of them, on a thread of the pool.</summary>
    /// <param name="texts">
    /// The sentences. They are read a few batches ahead at most; when the next one is not there yet, those that are get translated.
    /// </param>
    /// <param name="options">How to search, for one translation of each; null takes the model's own options.</param>
    /// <param name="cancellationToken">Stops reading and searching.</param>
    /// <returns>The translations, in the order of the sentences.</returns>
    /// <exception cref="ArgumentException">The options ask for several translations.</exception>
    /// <exception cref="ConfigurationException">The options are not valid, or not for this model.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public IAsyncEnumerable<Translation> TranslateStreamAsync(
        IAsyncEnumerable<string> texts, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        SearchOptions search = _batches.OneBest(options);
        return TranslationStream.Run(texts, search.BatchSize, (batch, token) => TranslateBatchAsync(batch, search, token), cancellationToken);
    }

    /// <summary>Translates a sentence on a thread of the pool, and gives each token as soon as no further step of the search can change it.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search, for one translation; null takes the model's own options. With a beam tokens come late, where its hypotheses agree.</param>
    /// <param name="cancellationToken">Stops the search, as does a reader who reads no further.</param>
    /// <returns>The tokens of what <see cref="Translate"/> gives, without the end token.</returns>
    /// <inheritdoc cref="Translate" path="/exception"/>
    public IAsyncEnumerable<WrittenToken> TranslateTokensAsync(string text, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        SearchOptions search = _batches.OneBest(options);
        return TokenStream.Run(
            Target, (settled, token) => _batches.Search([new TranslationRequest(text)], search, Limits, token, settled), cancellationToken);
    }
}
