namespace Dragoman.Hosting;

/// <summary>Names of what is measured and traced, for OpenTelemetry or another listener.</summary>
/// <remarks>
/// Instruments, all with the tag <c>model</c>: <c>dragoman.sentences</c> (with <c>outcome</c>: translated, failed, cancelled or refused),
/// <c>dragoman.sentence.duration</c> and <c>dragoman.sentence.wait</c> in seconds, <c>dragoman.batch.size</c>, <c>dragoman.batch.duration</c> in
/// seconds, <c>dragoman.tokens</c> (with <c>side</c>: source or target), <c>dragoman.queue.length</c>, and <c>dragoman.reloads</c> (with
/// <c>outcome</c>: loaded or failed). Activities: <c>dragoman.translate</c>, a sentence from its call to its translation, <c>dragoman.search</c>, a
/// batch of sentences, and <c>dragoman.load</c>.
/// </remarks>
public static class DragomanTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Dragoman";

    /// <summary>Name of the activity source.</summary>
    public const string ActivitySourceName = "Dragoman";
}
