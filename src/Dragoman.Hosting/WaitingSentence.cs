using System.Diagnostics;
using Dragoman.Decoding;

namespace Dragoman.Hosting;

/// <summary>A sentence of a call, from the queue to its translations.</summary>
/// <param name="request">The sentence, and what its translation must be.</param>
/// <param name="search">How to search for it.</param>
/// <param name="finish">What to make of a translation with the translator that has written it; null for nothing.</param>
internal sealed class WaitingSentence(TranslationRequest request, SearchOptions search, Func<Translator, Translation, Translation>? finish)
{
    private readonly TaskCompletionSource<IReadOnlyList<Translation>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _arrived = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = StartActivity();

    /// <summary>The sentence, and what its translation must be.</summary>
    internal TranslationRequest Request => request;

    /// <summary>How to search for it.</summary>
    internal SearchOptions Search => search;

    /// <summary>Time since it arrived.</summary>
    internal TimeSpan Age => Stopwatch.GetElapsedTime(_arrived);

    /// <summary>What traces it; null when nobody listens.</summary>
    internal ActivityContext? Trace => _activity?.Context;

    /// <summary>Its place among those that wait; null before it has one.</summary>
    internal LinkedListNode<WaitingSentence>? Place { get; set; }

    /// <summary>The sentences that it is searched with; null while it waits.</summary>
    internal SentenceBatch? Batch { get; set; }

    /// <summary>Its translations, the best first.</summary>
    internal Task<IReadOnlyList<Translation>> Result => _result.Task;

    /// <summary>Makes of the translations what the caller wants.</summary>
    /// <param name="translations">The translations.</param>
    /// <param name="translator">What has written them.</param>
    /// <exception cref="Exception">What the caller's own code throws.</exception>
    internal IReadOnlyList<Translation> Finish(IReadOnlyList<Translation> translations, Translator translator) =>
        finish is null ? translations : [.. translations.Select(translation => finish(translator, translation))];

    /// <summary>Gives the translations to the caller.</summary>
    /// <param name="translations">The translations, finished.</param>
    /// <returns>Whether the caller still wants them.</returns>
    internal bool Complete(IReadOnlyList<Translation> translations) => End(_result.TrySetResult(translations));

    /// <summary>Tells the caller that the search failed.</summary>
    /// <returns>Whether the caller still wants to know.</returns>
    internal bool Fail(Exception error) => End(_result.TrySetException(error), ActivityStatusCode.Error);

    /// <summary>The caller has had enough.</summary>
    /// <returns>Whether it was still wanted.</returns>
    internal bool Cancel(CancellationToken cancellationToken) => End(_result.TrySetCanceled(cancellationToken), ActivityStatusCode.Error);

    /// <summary>Begins to trace beside what the caller traces: other sentences of the same call are no part of it.</summary>
    private static Activity? StartActivity()
    {
        Activity? callers = Activity.Current;
        Activity? own = TranslationMeter.Activities.StartActivity("dragoman.translate");
        Activity.Current = callers;
        return own;
    }

    private bool End(bool isFirst, ActivityStatusCode status = ActivityStatusCode.Ok)
    {
        if (isFirst)
        {
            _activity?.SetStatus(status).Dispose();
        }

        return isFirst;
    }
}
