using Dragoman.Metrics;

namespace Dragoman.Experiments;

/// <summary>How the systems of an experiment are measured.</summary>
/// <param name="Metrics">Scores on the test set; the first one is also reported by sentence length.</param>
/// <param name="Tokenization">How BLEU cuts lines into tokens; none for text that is tokenised already. Default: 13a.</param>
/// <param name="Beam">Hypotheses kept a sentence, 1 to 100; 1 is greedy search. Default: as the options say.</param>
/// <param name="GroupReferences">Whether pairs of the same source sentence become one sentence with several references. Default: false.</param>
/// <param name="RawReferences">
/// Whether references stay as they are in the file; otherwise they are cleaned and cut as the model's target text, such as lower-cased.
/// Default: false.
/// </param>
/// <param name="LengthLimits">
/// Ends of the groups of source length, rising, in words parted by white space in the file: 10 and 20 make groups of 1 to 10, 11 to 20, and
/// more. Default: no report by length.
/// </param>
/// <param name="HeatMaps">Source sentences whose attention is drawn; without attention there is none. Default: none.</param>
public sealed record EvaluationSettings(
    IReadOnlyList<MetricKind> Metrics,
    BleuTokenization Tokenization = BleuTokenization.Mteval13a,
    int? Beam = null,
    bool GroupReferences = false,
    bool RawReferences = false,
    IReadOnlyList<int>? LengthLimits = null,
    IReadOnlyList<string>? HeatMaps = null)
{
    /// <summary>Checks the settings.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>evaluation</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        if (Metrics.Count == 0 || Metrics.Distinct().Count() < Metrics.Count)
        {
            yield return $"{path}.metrics must name at least one metric, and none twice.";
        }

        if (Beam is < 1 or > 100)
        {
            yield return FormattableString.Invariant($"{path}.beam is {Beam}; it must be 1 to 100.");
        }

        IReadOnlyList<int> limits = LengthLimits ?? [];
        if (limits.Zip(limits.Skip(1)).Any(pair => pair.First >= pair.Second) || limits.Any(limit => limit < 1))
        {
            yield return $"{path}.lengthLimits must be at least 1 and rise.";
        }

        if (HeatMaps?.Any(string.IsNullOrWhiteSpace) ?? false)
        {
            yield return $"{path}.heatMaps holds a blank sentence.";
        }
    }
}
