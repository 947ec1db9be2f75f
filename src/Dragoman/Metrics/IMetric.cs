using Dragoman.Messages;

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
    /// <param name="hypotheses">[line] Output of the system, one line per segment; an empty line is allowed.</param>
    /// <param name="references">[stream][line] One or more streams of references, each aligned with the hypotheses.
    /// An empty line means that its stream has no reference for this segment.</param>
    /// <returns>The score with its details.</returns>
    /// <exception cref="ArgumentException">There is no line, no stream, a stream of other length, or a line without reference.</exception>
    MetricResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references);
}

/// <summary>The score of a system, with whatever the metric knows beside it; a metric of one's own derives its result from it.</summary>
/// <param name="Name">Name of the metric, such as <c>BLEU</c>.</param>
/// <param name="Score">The score in points: 0 to 100, except for error rates, which may exceed 100.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public abstract record MetricResult(string Name, double Score, int? References)
{
    /// <summary>The settings behind the score, in sacreBLEU's notation: <c>nrefs:1|case:mixed|…|version:dragoman-0.1.0</c>.</summary>
    public string Signature =>
        $"nrefs:{(References is int count ? Decimals.Integer(count) : "var")}|{Settings}|version:{ProductVersion.Current}";

    /// <summary>The metric's own part of the signature, such as <c>case:mixed|eff:no</c>.</summary>
    protected abstract string Settings { get; }

    /// <summary>What follows the score in <see cref="ToString()"/>; empty if nothing does.</summary>
    protected virtual string Details => "";

    /// <summary>The score as sacreBLEU prints it, such as <c>chrF2 = 57.72</c>.</summary>
    /// <returns>One line without the signature.</returns>
    public sealed override string ToString() => Format(Name);

    /// <summary>The score with the settings that make it reproducible, such as <c>chrF2|nrefs:1|case:mixed|… = 57.72</c>.</summary>
    /// <returns>One line.</returns>
    public string ToSignedString() => Format($"{Name}|{Signature}");

    private string Format(string label)
    {
        string line = $"{label} = {Decimals.Fixed(Score, 2)}";
        return Details.Length == 0 ? line : $"{line} {Details}";
    }
}
