using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Dragoman.Hosting;

/// <summary>Counts and times what <see cref="DragomanTelemetry"/> names.</summary>
internal sealed class TranslationMeter
{
    private readonly Meter _meter;
    private readonly Counter<long> _sentences;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _reloads;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _batchDuration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Owns the meter.</param>
    public TranslationMeter(IMeterFactory meters)
    {
        _meter = meters.Create(DragomanTelemetry.MeterName);
        InstrumentAdvice<double> seconds = new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30] };
        InstrumentAdvice<int> sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] };
        _sentences = _meter.CreateCounter<long>("dragoman.sentences", "{sentence}", "Sentences, by what became of them.");
        _tokens = _meter.CreateCounter<long>("dragoman.tokens", "{token}", "Tokens read and written.");
        _reloads = _meter.CreateCounter<long>("dragoman.reloads", "{reload}", "Model folders that changed, by what became of it.");
        _duration = _meter.CreateHistogram("dragoman.sentence.duration", "s", "Time from the call to its translation.", advice: seconds);
        _wait = _meter.CreateHistogram("dragoman.sentence.wait", "s", "Time in the queue.", advice: seconds);
        _batchSize = _meter.CreateHistogram("dragoman.batch.size", "{sentence}", "Sentences searched together.", advice: sizes);
        _batchDuration = _meter.CreateHistogram("dragoman.batch.duration", "s", "Time of a search.", advice: seconds);
    }

    /// <summary>Where activities come from.</summary>
    internal static ActivitySource Activities { get; } = new(DragomanTelemetry.ActivitySourceName);

    /// <summary>Watches the length of queues.</summary>
    /// <param name="queues">Gives the model and length of each.</param>
    internal void Observe(Func<IEnumerable<(string Model, int Length)>> queues) => _meter.CreateObservableGauge(
        "dragoman.queue.length",
        () => queues().Select(queue => new Measurement<int>(queue.Length, ModelTag(queue.Model))),
        "{sentence}",
        "Sentences that wait.");

    /// <summary>A sentence was translated.</summary>
    internal void OnTranslated(string model, TimeSpan duration, Translation best)
    {
        CountSentences(model, "translated", 1);
        _duration.Record(duration.TotalSeconds, ModelTag(model));
        _tokens.Add(best.SourceTokens.Count, ModelTag(model), new("side", "source"));
        _tokens.Add(best.TokenLogProbabilities.Count, ModelTag(model), new("side", "target"));
    }

    /// <summary>The search for a sentence failed, or what its caller makes of the translation.</summary>
    internal void OnFailed(string model) => CountSentences(model, "failed", 1);

    /// <summary>A caller does not want the translation any more.</summary>
    internal void OnCancelled(string model) => CountSentences(model, "cancelled", 1);

    /// <summary>Sentences were refused.</summary>
    internal void OnRefused(string model, int sentences) => CountSentences(model, "refused", sentences);

    /// <summary>Some sentences are searched together from now on.</summary>
    internal void OnTaken(string model, IReadOnlyCollection<TimeSpan> waits)
    {
        _batchSize.Record(waits.Count, ModelTag(model));
        foreach (TimeSpan wait in waits)
        {
            _wait.Record(wait.TotalSeconds, ModelTag(model));
        }
    }

    /// <summary>They have been.</summary>
    internal void OnSearched(string model, TimeSpan duration) => _batchDuration.Record(duration.TotalSeconds, ModelTag(model));

    /// <summary>A folder has changed.</summary>
    internal void OnReload(string model, bool loaded) => _reloads.Add(1, ModelTag(model), new("outcome", loaded ? "loaded" : "failed"));

    private void CountSentences(string model, string outcome, int count) => _sentences.Add(count, ModelTag(model), new("outcome", outcome));

    private static KeyValuePair<string, object?> ModelTag(string model) => new("model", model);
}
