using Dragoman.Decoding;
using Dragoman.Metrics;
using Dragoman.Text;

namespace Dragoman.Lab.Experiments;

/// <summary>How the systems of an experiment are measured.</summary>
/// <param name="Metrics">Scores on the test set; the first one is also reported by sentence length.</param>
/// <param name="Tokenization">How BLEU cuts lines into tokens; none for text that is tokenised already. Default: 13a.</param>
/// <param name="Beam">Hypotheses kept per sentence, 1 to 100; 1 is greedy search. Default: as the options say.</param>
/// <param name="GroupReferences">Whether pairs of the same source sentence become one sentence with several references. Default: false.</param>
/// <param name="RawReferences">
/// Whether references stay as they are in the file; otherwise they lose what the model's target text has lost in training, and
/// translations cannot have, such as capital letters. Default: false.
/// </param>
/// <param name="LengthLimits">
/// Ends of the groups of source length, rising, in words parted by white space in the file: 10 and 20 make groups of 1 to 10, 11 to 20, and
/// more. Default: no report by length.
/// </param>
/// <param name="HeatMaps">Source sentences whose attention is drawn; without attention there is none. Default: none.</param>
/// <param name="Examples">Source sentences whose translations are shown. Default: none.</param>
/// <param name="Alignments">Gold alignments, to measure the alignment error rate of each system with attention. Default: none.</param>
/// <param name="Ensemble">Whether the models of all seeds of a system are also measured together, as an ensemble. Default: false.</param>
public sealed record EvaluationSettings(
    IReadOnlyList<MetricKind> Metrics,
    BleuTokenization Tokenization = BleuTokenization.Mteval13a,
    int? Beam = null,
    bool GroupReferences = false,
    bool RawReferences = false,
    IReadOnlyList<int>? LengthLimits = null,
    IReadOnlyList<string>? HeatMaps = null,
    IReadOnlyList<string>? Examples = null,
    GoldAlignmentFiles? Alignments = null,
    bool Ensemble = false)
{
    /// <summary>How a system's models translate the test set.</summary>
    /// <param name="own">How the system's options say.</param>
    internal SearchOptions SearchOf(SearchOptions own) => own with { BestCount = 1, Beam = Beam ?? own.Beam };

    /// <summary>Checks the settings.</summary>
    /// <param name="path">Where they stand in the experiment, such as <c>evaluation</c>.</param>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate(string path)
    {
        if (Metrics.Count == 0 || Metrics.Distinct().Count() < Metrics.Count)
        {
            yield return $"{path}.metrics must name at least one metric, and none twice.";
        }

        if (Tokenization != BleuTokenization.Mteval13a && !Metrics.Contains(MetricKind.Bleu))
        {
            yield return $"{path}.tokenization would have no effect: it is for bleu, which {path}.metrics does not name.";
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

        foreach ((string name, IReadOnlyList<string>? sentences) in new[] { ("heatMaps", HeatMaps), ("examples", Examples) })
        {
            if (sentences?.Any(sentence => WhiteSpace.IsBlank(sentence)) ?? false)
            {
                yield return $"{path}.{name} holds a blank sentence.";
            }
        }

        foreach (string problem in Alignments?.Corpus.Validate($"{path}.alignments.corpus") ?? [])
        {
            yield return problem;
        }
    }
}

/// <summary>Gold alignments and the corpus whose lines they align.</summary>
/// <param name="Corpus">The corpus; it may hold training pairs too.</param>
/// <param name="Gold">Links 0-0 (sure) and 0?1 (possible): a line for each pair, or line number, TAB, links for some.</param>
public sealed record GoldAlignmentFiles(CorpusFiles Corpus, string Gold);
