using Dragoman.Decoding;

namespace Dragoman.Hosting;

/// <summary>Sentences that wait to be searched, in the order of their arrival; those with equal search options leave together.</summary>
/// <param name="options">How many, and how long.</param>
internal sealed class SentenceQueue(QueueOptions options)
{
    private readonly object _gate = new(); // Monitor: searchers sleep on it.
    private readonly LinkedList<WaitingSentence> _waiting = [];
    private bool _isClosed;

    /// <summary>Sentences that wait.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Lets sentences wait, all or none.</summary>
    /// <param name="requests">The sentences, and what their translations must be.</param>
    /// <param name="search">How to search for each.</param>
    /// <param name="finish">What to make of each translation with the translator that has written it; null for nothing.</param>
    /// <exception cref="QueueFullException">More would wait than may.</exception>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    internal IReadOnlyList<WaitingSentence> Add(
        IReadOnlyList<TranslationRequest> requests, SearchOptions search, Func<Translator, Translation, Translation>? finish)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(HostedModel));
            if (_waiting.Count + requests.Count > options.Capacity)
            {
                throw new QueueFullException(
                    $"{_waiting.Count} sentences wait already, and at most {options.Capacity} may; {requests.Count} more have no place. {(requests.Count > options.Capacity ? "Ask for fewer at a time." : "Try again later.")}");
            }

            WaitingSentence[] added = [.. requests.Select(request => new WaitingSentence(request, search, finish))];
            foreach (WaitingSentence sentence in added)
            {
                sentence.Place = _waiting.AddLast(sentence);
            }

            Monitor.PulseAll(_gate);
            return added;
        }
    }

    /// <summary>Gives up the place of a sentence; one that is being searched leaves its batch alone.</summary>
    internal void Remove(WaitingSentence sentence)
    {
        lock (_gate)
        {
            if (sentence.Batch is { } batch)
            {
                batch.Forgo();
            }
            else if (sentence.Place is { List: not null } place)
            {
                _waiting.Remove(place);
            }
        }
    }

    /// <summary>Sleeps until there are sentences to search.</summary>
    /// <returns>The oldest and others that are searched in the same way; null when the queue is closed and empty.</returns>
    internal SentenceBatch? Take()
    {
        lock (_gate)
        {
            while (_waiting.First is not { } oldest || !IsDue(oldest.Value))
            {
                if (_isClosed && _waiting.Count == 0)
                {
                    return null;
                }

                Sleep();
            }

            SearchOptions search = _waiting.First.Value.Search;
            WaitingSentence[] taken = [.. _waiting.Where(sentence => sentence.Search == search).Take(options.MaximumBatch)];
            foreach (WaitingSentence sentence in taken)
            {
                _waiting.Remove(sentence.Place!); // It waits.
            }

            return new SentenceBatch(taken);
        }
    }

    /// <summary>Lets no more sentences wait; those that do are still taken.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private bool IsDue(WaitingSentence oldest) =>
        _isClosed || _waiting.Count >= options.MaximumBatch || oldest.Age >= options.MaximumDelay;

    private void Sleep()
    {
        if (_waiting.First is { } oldest)
        {
            double rest = (options.MaximumDelay - oldest.Value.Age).TotalMilliseconds;
            Monitor.Wait(_gate, Math.Max(1, (int)Math.Ceiling(rest)));
        }
        else
        {
            Monitor.Wait(_gate);
        }
    }
}
