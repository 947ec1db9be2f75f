using System.Diagnostics;

namespace Dragoman.Hosting;

/// <summary>Threads that take sentences from a queue and search for their translations, those of a batch together.</summary>
internal sealed class BatchSearcher : IDisposable
{
    private readonly string _model;
    private readonly SentenceQueue _queue;
    private readonly Func<TranslatorLease> _borrow;
    private readonly TranslationMeter _meter;
    private readonly Thread[] _threads;

    /// <summary>Starts the threads.</summary>
    /// <param name="model">Name of the model, for measurements.</param>
    /// <param name="queue">Where sentences wait.</param>
    /// <param name="borrow">Lends the current translator.</param>
    /// <param name="meter">Is told what happens.</param>
    /// <param name="threads">How many searches run at the same time.</param>
    internal BatchSearcher(string model, SentenceQueue queue, Func<TranslatorLease> borrow, TranslationMeter meter, int threads)
    {
        (_model, _queue, _borrow, _meter) = (model, queue, borrow, meter);
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Run) { IsBackground = true, Name = $"Dragoman {model}" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Closes the queue, and waits until all that wait there has been searched.</summary>
    public void Dispose()
    {
        _queue.Close();
        Array.ForEach(_threads, thread => thread.Join());
    }

    private void Run()
    {
        while (_queue.Take() is { } batch)
        {
            using (batch)
            {
                Search(batch);
            }
        }
    }

    private void Search(SentenceBatch batch)
    {
        _meter.OnTaken(_model, [.. batch.Sentences.Select(sentence => sentence.Age)]);
        long start = Stopwatch.GetTimestamp();
        using (Activity? activity = TranslationMeter.Activities.StartActivity(
            "dragoman.search", ActivityKind.Internal, parentContext: default, links: batch.Sentences.Select(sentence => sentence.Trace).OfType<ActivityContext>().Select(trace => new ActivityLink(trace))))
        {
            activity?.SetTag("model", _model).SetTag("sentences", batch.Sentences.Count);
            if (!TrySearch(batch, batch.Sentences) && batch.Sentences.Count > 1)
            {
                // One of them fails the search: it must not fail its neighbours.
                foreach (WaitingSentence sentence in batch.Sentences)
                {
                    TrySearch(batch, [sentence]);
                }
            }
        }

        _meter.OnSearched(_model, Stopwatch.GetElapsedTime(start));
    }

    /// <returns>Whether the search has come to an end; a sentence that fails alone is told so.</returns>
    private bool TrySearch(SentenceBatch batch, IReadOnlyList<WaitingSentence> sentences)
    {
        try
        {
            using TranslatorLease lease = _borrow();
            IReadOnlyList<IReadOnlyList<Translation>> found =
                lease.Translator.TranslateGuidedNBestBatch([.. sentences.Select(sentence => sentence.Request)], batch.Search, batch.Abandoned);
            for (int i = 0; i < found.Count; i++)
            {
                Answer(sentences[i], found[i], lease.Translator);
            }

            return true;
        }
        catch (OperationCanceledException) when (batch.Abandoned.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception e)
        {
            if (sentences.Count == 1)
            {
                Fail(sentences[0], e);
            }

            return false;
        }
    }

    /// <summary>Gives a sentence its translations; what the caller's own code throws fails this sentence, and no other of its search.</summary>
    private void Answer(WaitingSentence sentence, IReadOnlyList<Translation> found, Translator translator)
    {
        try
        {
            if (sentence.Complete(sentence.Finish(found, translator)))
            {
                _meter.OnTranslated(_model, sentence.Age, found[0]);
            }
        }
        catch (Exception e)
        {
            Fail(sentence, e);
        }
    }

    private void Fail(WaitingSentence sentence, Exception error)
    {
        if (sentence.Fail(error))
        {
            _meter.OnFailed(_model);
        }
    }
}
