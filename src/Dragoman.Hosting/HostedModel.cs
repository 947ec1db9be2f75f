using System.Threading.RateLimiting;
using Dragoman.Data;
using Dragoman.Decoding;
using Dragoman.Options;

namespace Dragoman.Hosting;

/// <summary>A model of an application: translates for any number of callers at once, whose sentences are searched together, and can be replaced meanwhile.</summary>
/// <remarks>What a caller gets does not depend on what else is in a batch: it is the same to the bit as from <see cref="Translator"/>.</remarks>
#pragma warning disable CA1001 // The catalogue ends it; a caller who could dispose of what all share would end it for the others.
public sealed class HostedModel
#pragma warning restore CA1001
{
    private readonly SentenceQueue _queue;
    private readonly BatchSearcher _searcher;
    private readonly ConcurrencyLimiter _otherWork;
    private readonly TranslationMeter _meter;
    private readonly QueueOptions _options;
    private volatile SharedTranslator _current;
    private bool _hasEnded;

    /// <summary>Takes a loaded model into service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="translator">The model; it is disposed when it is replaced or the service ends.</param>
    /// <param name="options">How sentences wait.</param>
    /// <param name="meter">Is told what happens.</param>
    internal HostedModel(string name, Translator translator, QueueOptions options, TranslationMeter meter)
    {
        (Name, _meter, _options, _current) = (name, meter, options, new SharedTranslator(translator));
        _queue = new SentenceQueue(options);
        _searcher = new BatchSearcher(name, _queue, Borrow, meter, options.SearcherCount);
        _otherWork = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.SearcherCount, QueueLimit = options.Capacity });
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Sentences that wait to be searched.</summary>
    public int QueueLength => _queue.Count;

    /// <summary>Lends the translator, such as to look at its options; it is not replaced under the borrower's hands.</summary>
    /// <exception cref="ObjectDisposedException">The service has ended.</exception>
    public TranslatorLease Borrow()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            if (_current.TryBorrow() is { } lease)
            {
                return lease;
            }
        }
    }

    /// <summary>Translates a sentence.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="options">How to search, for one translation; null takes the model's own options.</param>
    /// <param name="cancellationToken">Gives the sentence up; others that are searched with it are not disturbed.</param>
    /// <returns>The best translation; of a blank sentence, an empty one.</returns>
    /// <exception cref="ArgumentException">The options ask for several translations.</exception>
    /// <exception cref="ConfigurationException">The options are not valid.</exception>
    /// <exception cref="QueueFullException">Too many sentences wait.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Translation> TranslateAsync(string text, SearchOptions? options = null, CancellationToken cancellationToken = default) =>
        (await TranslateNBestAsync(text, OneBest(options), cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The best translations of a sentence, as many as <see cref="SearchOptions.BestCount"/> says at most, the best first.</summary>
    /// <inheritdoc cref="TranslateAsync"/>
    public async Task<IReadOnlyList<Translation>> TranslateNBestAsync(
        string text, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return await Enqueue([text], options, cancellationToken)[0].ConfigureAwait(false);
    }

    /// <summary>The best translations of many sentences, each as soon as it is there; if not all find a place in the queue, none takes one.</summary>
    /// <param name="texts">The sentences.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="cancellationToken">Gives the sentences up.</param>
    /// <returns>For each sentence what <see cref="TranslateNBestAsync"/> gives.</returns>
    /// <exception cref="ConfigurationException">The options are not valid.</exception>
    /// <exception cref="QueueFullException">Too many sentences wait.</exception>
    public IReadOnlyList<Task<IReadOnlyList<Translation>>> Enqueue(
        IReadOnlyList<string> texts, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return EnqueueGuided([.. texts.Select(text => new TranslationRequest(text))], options, cancellationToken: cancellationToken);
    }

    /// <summary>The best translations of many sentences, with a say in what each is; if not all find a place in the queue, none takes one.</summary>
    /// <param name="requests">The sentences, and what their translations must be.</param>
    /// <param name="options">How to search; null takes the model's own options.</param>
    /// <param name="finish">
    /// What to make of each translation with the translator that has written it, such as <see cref="Translator.ReplaceUnknown"/>, before it may be replaced; null leaves it as it is.
    /// It must not wait for this model, whose searcher it holds up.
    /// </param>
    /// <param name="cancellationToken">Gives the sentences up.</param>
    /// <returns>For each sentence what <see cref="Translator.TranslateGuidedNBestBatch"/> gives.</returns>
    /// <exception cref="TranslationRequestException">A translation cannot be what is asked for.</exception>
    /// <inheritdoc cref="Enqueue" path="/exception"/>
    public IReadOnlyList<Task<IReadOnlyList<Translation>>> EnqueueGuided(
        IReadOnlyList<TranslationRequest> requests,
        SearchOptions? options = null,
        Func<Translator, Translation, Translation>? finish = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        requests = [.. requests.Select(Keep)];
        SearchOptions search = (options ?? OwnOptions()) with { BatchSize = _options.MaximumBatch }; // So that equal searches are equal.
        ConfigurationException.ThrowIfAny(search.Validate(SearchWishes.Group));
        ThrowUnlessPossible(requests, search);
        try
        {
            return [.. _queue.Add(requests, search, finish).Select(sentence => Await(sentence, cancellationToken))];
        }
        catch (QueueFullException)
        {
            _meter.OnRefused(Name, requests.Count);
            throw;
        }
    }

    /// <summary>The probability of given translations.</summary>
    /// <param name="pairs">Sentences and their translations.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>For each pair what <see cref="Translator.ScoreBatch"/> gives.</returns>
    /// <exception cref="QueueFullException">Too many calls wait.</exception>
    /// <exception cref="NotFiniteNumberException">The weights are so large that scores overflow.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Task<IReadOnlyList<Translation>> ScoreAsync(IReadOnlyList<SentencePair> pairs, CancellationToken cancellationToken = default) =>
        RunAsync((translator, stop) => translator.ScoreBatch(pairs, stop), cancellationToken);

    /// <summary>Computes anything with the translator, on a thread of its own, as many calls at once as sentences are searched at once.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="compute">Computes; it must not keep the translator.</param>
    /// <param name="cancellationToken">Is handed on.</param>
    /// <exception cref="QueueFullException">Too many calls wait.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<T> RunAsync<T>(Func<Translator, CancellationToken, T> compute, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compute);
        using RateLimitLease permit = await _otherWork.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (!permit.IsAcquired)
        {
            throw new QueueFullException($"{_options.Capacity} calls wait already. Try again later.");
        }

        return await Task.Factory.StartNew(
            () =>
            {
                using TranslatorLease lease = Borrow();
                return compute(lease.Translator, cancellationToken);
            },
            cancellationToken,
            TaskCreationOptions.LongRunning, // The pool's threads are for those who wait.
            TaskScheduler.Default).ConfigureAwait(false);
    }

    /// <summary>Translates with another model from now on; calls that run end with the old one.</summary>
    /// <param name="translator">The model.</param>
    internal void Replace(Translator translator)
    {
        SharedTranslator old = _current;
        _current = new SharedTranslator(translator);
        old.Retire();
    }

    /// <summary>Ends the service, after all that waits has been translated.</summary>
    /// <remarks>For the catalogue alone: all callers of an application share the model, and none of them may end it for the others.</remarks>
    internal void End()
    {
        if (!_hasEnded)
        {
            _searcher.Dispose();
            _hasEnded = true;
            _current.Retire();
            _otherWork.Dispose();
        }
    }

    private SearchOptions OwnOptions()
    {
        using TranslatorLease lease = Borrow();
        return lease.Translator.Options.Decoding;
    }

    /// <summary>The request as it is now, for the caller may change its lists while it waits.</summary>
    private static TranslationRequest Keep(TranslationRequest request) => request.IsGuided
        ? request with { Required = [.. request.Required], Forbidden = [.. request.Forbidden] }
        : request;

    /// <summary>How to search for one translation, as <see cref="Translator.Translate"/> does.</summary>
    private SearchOptions OneBest(SearchOptions? options)
    {
        using TranslatorLease lease = Borrow();
        return lease.Translator.Batches.OneBest(options);
    }

    /// <summary>What cannot be is refused before it is searched with the sentences of others.</summary>
    private void ThrowUnlessPossible(IReadOnlyList<TranslationRequest> requests, SearchOptions search)
    {
        using TranslatorLease lease = Borrow();
        lease.Translator.Batches.ThrowUnlessPossible(requests, search, lease.Translator.MaximumSentenceLength);
    }

    private async Task<IReadOnlyList<Translation>> Await(WaitingSentence sentence, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            if (sentence.Cancel(cancellationToken))
            {
                _queue.Remove(sentence);
                _meter.OnCancelled(Name);
            }
        });
        return await sentence.Result.ConfigureAwait(false);
    }
}
