using System.CommandLine;
using Dragoman.Cli.Arguments;
using Dragoman.Cli.Scoring;
using Dragoman.Metrics;

namespace Dragoman.Cli.Commands;

/// <summary><c>dragoman score</c>: scores translations that are there already, against references or by a model.</summary>
internal sealed class ScoreCommand : Command
{
    private readonly Terminal _terminal;

    private readonly Option<string[]> _hypotheses = new("--hypotheses")
    {
        Description = "Output of a system, one line per segment; of several systems each is compared with the first. - is standard input.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _references = new("--references")
    {
        Description = "For --hypotheses: references, line by line; several files hold several references of each line.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly MetricSettings _metrics = new(MetricKind.Bleu, MetricKind.ChrF, MetricKind.TranslationEditRate);
    private readonly SignificanceSettings _significance = new();

    private readonly Option<bool> _sentence = new("--sentence")
    {
        Description = "Score each line by itself instead: system, line, scores, parted by tabs.",
    };

    private readonly ModelScoringSettings _model = new();
    private readonly Option<bool> _json = new("--json") { Description = "Scores as one JSON object; of lines and pairs, as one object per line." };
    private readonly OutputOption _output = new("the scores");

    /// <summary>Makes the verb.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    internal ScoreCommand(Terminal terminal)
        : base(
            "score",
            "Score given translations: --hypotheses against --references by metrics, with tests of significance; or with --model the log " +
            "probability of given pairs, or of the translations of an n-best list.")
    {
        _terminal = terminal;
        Add(_hypotheses);
        Add(_references);
        _metrics.AddTo(this);
        foreach (Option option in _significance.All.Append(_sentence))
        {
            Add(option);
        }

        _model.AddTo(this);
        Add(_json);
        _output.AddTo(this);
        SetAction(Run);
    }

    private IEnumerable<Option> ForReferences => [_hypotheses, _references, .. _metrics.All, .. _significance.All, _sentence];

    private string? FindProblem(ParseResult arguments)
    {
        string[] hypotheses = arguments.GetValue(_hypotheses) ?? [];
        string[] references = arguments.GetValue(_references) ?? [];
        bool byReferences = hypotheses.Length + references.Length > 0;
        bool byModel = _model.IsIn(arguments);
        return (byReferences, byModel) switch
        {
            (true, true) => $"Give either {_hypotheses.Name} and {_references.Name}, or --model; not both.",
            (false, true) => FirstIn(arguments, ForReferences) is { } useless
                ? $"{useless} would have no effect: with --model there are no metrics."
                : _model.FindProblem(arguments),
            (false, false) => $"Give {_hypotheses.Name} FILE and {_references.Name} FILE, or --model DIR and the pairs to score.",
            _ when hypotheses.Length == 0 || references.Length == 0 =>
                $"{_hypotheses.Name} and {_references.Name} go together; {(hypotheses.Length == 0 ? _hypotheses.Name : _references.Name)} is missing.",
            _ when _model.FirstIn(arguments) is { } useless => $"{useless} would have no effect without --model.",
            _ when hypotheses.Concat(references).Count(path => path == LineFiles.Standard) > 1 =>
                "- stands more than once, but standard input can be read only once.",
            _ when arguments.GetValue(_sentence) && FirstIn(arguments, _significance.All) is { } useless =>
                $"{useless} would have no effect: with {_sentence.Name} there are no tests.",
            _ => _significance.FindProblem(arguments, hypotheses.Length == 1),
        };
    }

    private static string? FirstIn(ParseResult arguments, IEnumerable<Option> options) =>
        options.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false })?.Name;

    private int Run(ParseResult arguments) =>
        FindProblem(arguments) is { } problem ? throw new CommandException(problem, ExitCode.Usage)
        : _model.IsIn(arguments) ? _model.Run(arguments, _terminal, _output, arguments.GetValue(_json))
        : ScoreReferences(arguments, arguments.GetValue(_hypotheses)!, arguments.GetValue(_references)!);

    private int ScoreReferences(ParseResult arguments, string[] hypotheses, string[] references)
    {
        IReadOnlyList<(MetricKind Kind, SegmentMetric Metric)> metrics = _metrics.Create(arguments, forSentences: arguments.GetValue(_sentence));
        TextOutput output = _output.Open(arguments, _terminal, LineFiles.AddTo(new InputFiles(_terminal), [.. hypotheses, .. references]));
        ReferenceScoring scoring = new(hypotheses, references, _terminal);
        scoring.ThrowIfUnfit(metrics.Select(metric => metric.Metric));
        SegmentStatistics[][] counts = scoring.Count([.. metrics.Select(metric => metric.Metric)]);
        if (arguments.GetValue(_sentence))
        {
            SentenceScores lines = new(metrics, scoring.Systems, counts);
            output.Write(arguments.GetValue(_json) ? lines.WriteJson : lines.WriteColumns);
            return ExitCode.Success;
        }

        (BootstrapOptions? bootstrap, RandomizationOptions? randomization) = (_significance.Bootstrap(arguments), _significance.Randomization(arguments));
        bool hasBootstrapTest = _significance.HasBootstrapTest(arguments);
        MetricScores[] scores =
        [
            .. metrics.Zip(counts, (metric, systems) => new MetricScores(
                metric.Kind, SystemComparison.Run(metric.Metric, systems, bootstrap, systems.Length > 1 ? randomization : null))),
        ];
        output.Write(writer =>
        {
            if (arguments.GetValue(_json))
            {
                writer.WriteLine(ScoreJson.Format(scoring.Systems, scoring.SegmentCount, scores, bootstrap, randomization, hasBootstrapTest));
            }
            else
            {
                new ScoreTable(scoring.Systems, bootstrap, randomization, hasBootstrapTest).Write(scores, writer);
            }
        });
        return ExitCode.Success;
    }
}
