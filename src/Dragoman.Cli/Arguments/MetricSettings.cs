using System.CommandLine;
using System.CommandLine.Parsing;
using Dragoman.Metrics;

namespace Dragoman.Cli.Arguments;

/// <summary>The options that choose metrics and say how they count.</summary>
internal sealed class MetricSettings
{
    private readonly IReadOnlyList<MetricKind> _usual;
    private readonly Option<MetricKind[]> _metrics;

    private readonly Option<BleuTokenization?> _tokenize = ChoiceOption.Create(
        "--tokenize",
        "How BLEU cuts lines into tokens. Default: 13a; none for text that is tokenised already.",
        new[] { BleuTokenization.Mteval13a, BleuTokenization.None, BleuTokenization.International, BleuTokenization.Character }
            .ToDictionary(BleuTokenizations.ToName));

    private readonly Option<bool> _lowercase = new("--lowercase") { Description = "BLEU, chrF and WER compare without regard to case." };
    private readonly Option<bool> _caseSensitive = new("--ter-case-sensitive") { Description = "TER tells upper from lower case. Default: it does not." };

    private readonly Option<bool> _normalize = new("--ter-normalize")
    {
        Description = "TER cuts punctuation off words and unescapes entities, as tercom does with -N.",
    };

    private readonly Option<bool> _noPunctuation = new("--ter-no-punctuation") { Description = "TER takes punctuation out." };
    private readonly Option<bool> _asian = new("--ter-asian") { Description = "TER cuts East Asian text into characters, and knows its punctuation." };

    private readonly Option<int?> _characterOrder = NumberOption.Whole("--chrf-order", 1, 16, "Longest character n-gram of chrF, 1 to 16. Default: 6.");
    private readonly Option<int?> _beta = NumberOption.Whole("--chrf-beta", 1, 100, "How many times recall outweighs precision in chrF. Default: 2.");

    private readonly Option<bool> _epsilon = new("--chrf-eps-smoothing")
    {
        Description = "chrF averages F-scores over all orders, as its first programs do, instead of precisions and recalls over those that occur.",
    };

    /// <summary>Makes the options.</summary>
    /// <param name="usual">The metrics where none is named.</param>
    internal MetricSettings(params IReadOnlyList<MetricKind> usual)
    {
        _usual = usual;
        _metrics = new("--metric")
        {
            Description =
                $"Metrics, parted by commas: {string.Join(", ", Enum.GetValues<MetricKind>().Select(MetricKinds.ToName))}. " +
                $"Default: {string.Join(',', usual.Select(MetricKinds.ToName))}.",
            HelpName = "NAMES",
            CustomParser = Parse,
        };
    }

    private IEnumerable<(Option Option, MetricKind[] For)> Details =>
    [
        (_tokenize, [MetricKind.Bleu]),
        (_lowercase, [MetricKind.Bleu, MetricKind.ChrF, MetricKind.ChrFPlusPlus, MetricKind.WordErrorRate]),
        (_characterOrder, [MetricKind.ChrF, MetricKind.ChrFPlusPlus]),
        (_beta, [MetricKind.ChrF, MetricKind.ChrFPlusPlus]),
        (_epsilon, [MetricKind.ChrF, MetricKind.ChrFPlusPlus]),
        (_caseSensitive, [MetricKind.TranslationEditRate]),
        (_normalize, [MetricKind.TranslationEditRate]),
        (_noPunctuation, [MetricKind.TranslationEditRate]),
        (_asian, [MetricKind.TranslationEditRate]),
    ];

    /// <summary>All options.</summary>
    internal IEnumerable<Option> All => [_metrics, .. Details.Select(detail => detail.Option)];

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    internal void AddTo(Command verb)
    {
        foreach (Option option in All)
        {
            verb.Add(option);
        }
    }

    /// <summary>The metrics that the user wants, with their names.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="forSentences">Whether single sentences are scored, for which BLEU leaves out orders that they are too short for.</param>
    /// <exception cref="CommandException">An option would have no effect on any of them.</exception>
    internal IReadOnlyList<(MetricKind Kind, SegmentMetric Metric)> Create(ParseResult arguments, bool forSentences = false)
    {
        IReadOnlyList<MetricKind> kinds = arguments.GetValue(_metrics) is { Length: > 0 } chosen ? chosen : _usual;
        foreach ((Option option, MetricKind[] usedBy) in Details.Where(detail => IsIn(arguments, detail.Option)))
        {
            if (!usedBy.Intersect(kinds).Any())
            {
                throw new CommandException(
                    $"{option.Name} would have no effect: it is for {string.Join(", ", usedBy.Select(kind => kind.Create().Name))}. Add {usedBy[0].ToName()} to {_metrics.Name}, or leave it out.",
                    ExitCode.Usage);
            }
        }

        return IsIn(arguments, _asian) && !IsIn(arguments, _normalize) && !IsIn(arguments, _noPunctuation)
            ? throw new CommandException($"{_asian.Name} would have no effect without {_normalize.Name} or {_noPunctuation.Name}.", ExitCode.Usage)
            : [.. kinds.Select(kind => (kind, Create(kind, arguments, forSentences)))];
    }

    private SegmentMetric Create(MetricKind kind, ParseResult arguments, bool forSentences)
    {
        bool lowercase = arguments.GetValue(_lowercase);
        return kind switch
        {
            MetricKind.Bleu => new BleuMetric(new BleuOptions(
                arguments.GetValue(_tokenize) ?? BleuTokenization.Mteval13a, EffectiveOrder: forSentences, Lowercase: lowercase)),
            MetricKind.ChrF or MetricKind.ChrFPlusPlus => new ChrFMetric(new ChrFOptions(
                arguments.GetValue(_characterOrder) ?? ChrFOptions.PlusPlus.CharacterOrder,
                kind == MetricKind.ChrF ? 0 : ChrFOptions.PlusPlus.WordOrder,
                arguments.GetValue(_beta) ?? ChrFOptions.PlusPlus.Beta,
                lowercase,
                EpsilonSmoothing: arguments.GetValue(_epsilon))),
            MetricKind.WordErrorRate => new ErrorRateMetric(new ErrorRateOptions(Lowercase: lowercase)),
            MetricKind.TranslationEditRate => new TerMetric(new TerOptions(
                Lowercase: !arguments.GetValue(_caseSensitive),
                Normalize: arguments.GetValue(_normalize),
                Punctuation: !arguments.GetValue(_noPunctuation),
                AsianSupport: arguments.GetValue(_asian))),
            _ => kind.Create(),
        };
    }

    private static bool IsIn(ParseResult arguments, Option option) => arguments.GetResult(option) is { Implicit: false };

    private static MetricKind[] Parse(ArgumentResult result)
    {
        try
        {
            return [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(MetricKinds.Parse).Distinct()];
        }
        catch (ArgumentException e)
        {
            result.AddError($"--metric: {ErrorReport.MessageOf(e)}");
            return [];
        }
    }
}
