namespace Dragoman.Metrics;

/// <summary>Scores translations (or any output sequences) against references.</summary>
/// <remarks>A metric has no state that changes between calls: one instance may be shared by many threads.</remarks>
public interface IMetric
{
    /// <summary>Name as printed in front of a score, such as <c>BLEU</c> or <c>chrF2++</c>.</summary>
    string Name { get; }

    /// <summary>True where a better system scores higher; false for error rates.</summary>
    bool HigherIsBetter { get; }

    /// <summary>Scores a whole corpus.</summary>
    /// <param name="hypotheses">[line] Output of the system, one line a segment; an empty line is allowed.</param>
    /// <param name="references">[stream][line] One or more streams of references, each aligned with the hypotheses.
    /// An empty line means that its stream has no reference for this segment.</param>
    /// <returns>The score with its details.</returns>
    /// <exception cref="ArgumentException">There is no line, no stream, a stream of other length, or a line without reference.</exception>
    MetricResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references);
}
