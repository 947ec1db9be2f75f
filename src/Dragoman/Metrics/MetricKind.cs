using Dragoman.Messages;

namespace Dragoman.Metrics;

/// <summary>The metrics that can be chosen by name.</summary>
public enum MetricKind
{
    /// <summary><c>bleu</c>: corpus BLEU as sacreBLEU computes it, with mteval-13a tokenisation.</summary>
    Bleu,

    /// <summary><c>chrf</c>: character n-gram F-score, chrF2.</summary>
    ChrF,

    /// <summary><c>chrf++</c>: chrF2 with word unigrams and bigrams.</summary>
    ChrFPlusPlus,

    /// <summary><c>wer</c>: word error rate; over phonemes, the phone error rate.</summary>
    WordErrorRate,

    /// <summary><c>accuracy</c>: share of lines that are wholly right.</summary>
    Accuracy,

    /// <summary><c>bracketing</c>: labelled bracketing F1 of linearised trees, as EVALB computes it.</summary>
    Bracketing,

    /// <summary><c>sequence-bleu</c>: BLEU for short sequences, as Dive into Deep Learning defines it, mean over the lines.</summary>
    SequenceBleu,

    /// <summary><c>ter</c>: translation edit rate as sacreBLEU computes it, without regard to case.</summary>
    TranslationEditRate,
}

/// <summary>Names of the metrics, and the metrics themselves with their usual settings.</summary>
public static class MetricKinds
{
    /// <summary>Makes the metric with its default options.</summary>
    /// <param name="kind">The metric wanted.</param>
    /// <returns>A metric that any number of threads may use.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the enumeration.</exception>
    public static SegmentMetric Create(this MetricKind kind) => kind switch
    {
        MetricKind.Bleu => new BleuMetric(),
        MetricKind.ChrF => new ChrFMetric(),
        MetricKind.ChrFPlusPlus => new ChrFMetric(ChrFOptions.PlusPlus),
        MetricKind.WordErrorRate => new ErrorRateMetric(),
        MetricKind.Accuracy => new AccuracyMetric(),
        MetricKind.Bracketing => new BracketingMetric(),
        MetricKind.SequenceBleu => new SequenceBleuMetric(),
        MetricKind.TranslationEditRate => new TerMetric(),
        _ => throw Unknown(kind),
    };

    /// <summary>Makes the metric with its default options, but for how BLEU cuts lines into tokens.</summary>
    /// <param name="kind">The metric wanted.</param>
    /// <param name="tokenization">How BLEU cuts lines into tokens.</param>
    /// <returns>A metric that any number of threads may use.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the enumeration.</exception>
    public static SegmentMetric Create(this MetricKind kind, BleuTokenization tokenization) =>
        kind == MetricKind.Bleu ? new BleuMetric(new BleuOptions(tokenization)) : kind.Create();

    /// <summary>The name by which a user chooses the metric, such as <c>chrf++</c>.</summary>
    /// <param name="kind">The metric.</param>
    /// <returns>A lower-case name.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the enumeration.</exception>
    public static string ToName(this MetricKind kind) => kind switch
    {
        MetricKind.Bleu => "bleu",
        MetricKind.ChrF => "chrf",
        MetricKind.ChrFPlusPlus => "chrf++",
        MetricKind.WordErrorRate => "wer",
        MetricKind.Accuracy => "accuracy",
        MetricKind.Bracketing => "bracketing",
        MetricKind.SequenceBleu => "sequence-bleu",
        MetricKind.TranslationEditRate => "ter",
        _ => throw Unknown(kind),
    };

    /// <summary>Reads a name; case and surrounding blanks do not matter.</summary>
    /// <param name="name">What the user typed, such as <c>chrF++</c>.</param>
    /// <returns>The metric of this name.</returns>
    /// <exception cref="ArgumentException">No metric has this name; the message lists those that exist.</exception>
    public static MetricKind Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (MetricKind kind in Enum.GetValues<MetricKind>())
        {
            if (name.Trim().Equals(kind.ToName(), StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        string choices = string.Join(", ", Enum.GetValues<MetricKind>().Select(ToName));
        throw new ArgumentException($"The metric is \"{Excerpt.Of(name)}\"; choose one of: {choices}.", nameof(name));
    }

    private static ArgumentOutOfRangeException Unknown(MetricKind kind) =>
        new(nameof(kind), kind, $"The metric must be one of: {string.Join(", ", Enum.GetNames<MetricKind>())}.");
}
