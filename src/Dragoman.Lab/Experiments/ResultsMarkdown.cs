using System.Globalization;
using System.Text;
using Dragoman.Lab.Evaluation;
using Dragoman.Metrics;

namespace Dragoman.Lab.Experiments;

/// <summary>Writes the results of an experiment as a page with tables and pictures.</summary>
/// <param name="results">The results.</param>
internal sealed class ResultsMarkdown(ExperimentResults results)
{
    private readonly StringBuilder _page = new();
    private readonly IReadOnlyList<SystemSummary> _systems = SystemSummary.Of(results.Runs);

    /// <summary>A metric's name in a heading, such as <c>BLEU</c>.</summary>
    internal static string NameOf(MetricKind metric) => metric.Create().Name;

    /// <summary>Writes the page.</summary>
    internal string Write()
    {
        Line($"# {results.Title}");
        if (results.Runs.Count < results.Planned)
        {
            Line($"");
            Line($"{results.Runs.Count} of {results.Planned} runs are finished.");
        }

        if (results.Runs.Count > 0)
        {
            WriteScores();
            WriteLengths();
            WriteCurve();
            WriteExamples();
            WriteHeatMaps();
        }

        WriteOrigin();
        return _page.ToString();
    }

    private void WriteScores()
    {
        RunScore[] metrics = [.. results.Runs[0].Scores];
        bool hasAlignments = results.Runs.Any(run => run.AlignmentErrorRate is not null);
        Table(
            ["system", "parameters", "updates", "validation perplexity", "test perplexity", .. metrics.Select(score => NameOf(score.Metric)), .. hasAlignments ? ["AER"] : Array.Empty<string>(), "training time", "target tokens/s", "peak memory, MiB"],
            [
                .. _systems.Select(system => (IEnumerable<string>)
                [
                    system.Name,
                    Show(system.Measure(run => run.Training.Parameters), "N0"),
                    Show(system.Measure(run => run.Training.Updates), "N0"),
                    Show(system.Measure(run => Perplexity(run.Training.ValidationLoss)), "F2"),
                    Show(system.Measure(run => Perplexity(run.TestLoss)), "F2"),
                    .. metrics.Select((_, i) => Show(system.Measure(run => run.Scores[i].Score), "F1")),
                    .. hasAlignments ? [Show(system.Measure(run => run.AlignmentErrorRate), "F1")] : Array.Empty<string>(),
                    Duration(system.Runs.Average(run => run.Training.Seconds)),
                    Show(system.Measure(run => run.Training.TokensPerSecond), "N0", hasDeviation: false),
                    Show(system.Measure(run => run.Training.PeakMegabytes), "N0", hasDeviation: false),
                ]),
                .. results.Ensembles.Select(ensemble => (IEnumerable<string>)
                [
                    $"{ensemble.System}, ensemble of {ensemble.Seeds.Count}",
                    ensemble.Parameters.ToString("N0", CultureInfo.InvariantCulture),
                    "–",
                    "–",
                    Perplexity(ensemble.TestLoss)?.ToString("F2", CultureInfo.InvariantCulture) ?? "–",
                    .. ensemble.Scores.Select(score => score.Score.ToString("F1", CultureInfo.InvariantCulture)),
                    .. hasAlignments ? ["–"] : Array.Empty<string>(),
                    "–",
                    "–",
                    "–",
                ]),
            ]);
        Line($"");
        Line($"{results.Runs[0].Sentences:N0} test sentences. {Seeds()} {string.Join(' ', metrics.Select(score => $"{NameOf(score.Metric)}: `{score.Signature}`."))}");
        WriteReading();
    }

    /// <summary>What of the test sentences was not read as it stands; systems alike in this stand together.</summary>
    private void WriteReading()
    {
        foreach (IGrouping<ReadingCounts, SystemSummary> alike in _systems
            .Where(system => system.Runs[0].Reading is { } read && read.Truncated + read.UnknownSourceTokens > 0)
            .GroupBy(system => system.Runs[0].Reading!))
        {
            ReadingCounts read = alike.Key;
            Line($"");
            Line($"Read by {string.Join(", ", alike.Select(system => system.Name))}: {read.UnknownSourceTokens:N0} of {read.SourceTokens:N0} source tokens as `<unk>`; {read.Truncated:N0} sentences cut.");
        }
    }

    private string Seeds() => _systems.Max(system => system.Runs.Count) is > 1 and var count
        ? string.Create(CultureInfo.InvariantCulture, $"Mean ± standard deviation over {(_systems.Any(system => system.Runs.Count < count) ? "up to " : "")}{count} seeds.")
        : "One seed.";

    private void WriteLengths()
    {
        if (results.Runs[0] is not { Lengths: { Count: > 0 } lengths, Scores: [{ } score, ..] })
        {
            return;
        }

        Line($"");
        Line($"## {NameOf(score.Metric)} by source length");
        Table(
            ["words", "sentences", .. _systems.Select(system => system.Name)],
            lengths.Select(length => (IEnumerable<string>)
            [
                Range(length),
                length.Sentences.ToString("N0", CultureInfo.InvariantCulture),
                .. _systems.Select(system => system.LengthScore(length.From).ToString("F1", CultureInfo.InvariantCulture)),
            ]));
        Line($"");
        Line($"![{NameOf(score.Metric)} by source length]({ExperimentReport.LengthChartName})");
    }

    private void WriteCurve()
    {
        if (results.Runs.Any(run => run.Training.Curve.Count > 0))
        {
            Line($"");
            Line($"## Learning");
            Line($"");
            Line($"![Validation loss by updates]({ExperimentReport.CurveChartName})");
        }
    }

    /// <summary>A text of models or corpora, of which nothing is markup.</summary>
    private static string CodeSpan(string text)
    {
        string fence = new('`', text.Count(letter => letter == '`') + 1);
        string inner = text.StartsWith('`') || text.EndsWith('`') ? $" {text} " : text;
        return text.Length == 0 ? "–" : fence + inner + fence;
    }

    private void WriteExamples()
    {
        IReadOnlyList<string> sentences = results.Runs[0].Evaluation.Examples ?? [];
        if (sentences.Count == 0)
        {
            return;
        }

        Line($"");
        Line($"## Examples");
        foreach ((int i, string sentence) in sentences.Index())
        {
            Line($"");
            Line($"{CodeSpan(sentence)}");
            Line($"");
            foreach (RunResult run in results.Runs)
            {
                Line($"- {run.System}, seed {run.Seed}: {CodeSpan(run.Examples?[i] ?? "")}");
            }
        }
    }

    private void WriteHeatMaps()
    {
        SystemSummary[] drawn = [.. _systems.Where(system => system.Runs[0].HeatMaps.Count > 0)];
        if (drawn.Length > 0)
        {
            Line($"");
            Line($"## Heat maps");
        }

        foreach (SystemSummary system in drawn)
        {
            Line($"");
            Line($"### {system.Name}");
            foreach ((string picture, string sentence) in system.Runs[0].HeatMaps.Zip(system.Runs[0].Evaluation.HeatMaps ?? []))
            {
                Line($"");
                Line($"![{sentence.Replace("]", "\\]", StringComparison.Ordinal)}]({picture})");
            }
        }
    }

    private void WriteOrigin()
    {
        Line($"");
        Line($"## Origin");
        Line($"");
        if (results.Command.Length > 0)
        {
            Line($"```sh");
            Line($"{results.Command}");
            Line($"```");
            Line($"");
        }

        int[] threads = [.. results.Runs.Select(run => run.Training.Threads).Distinct().Order()];
        Line($"{results.Version}{(threads.Length == 0 ? "" : $"; training threads: {string.Join(", ", threads)}")}{(results.Hardware.Length == 0 ? "" : $"; {results.Hardware}")}.");
    }

    /// <summary>A table whose first column is text and the others numbers.</summary>
    private void Table(IReadOnlyList<string> heading, IEnumerable<IEnumerable<string>> rows)
    {
        Line($"");
        Row(heading);
        Row(heading.Select((_, i) => i == 0 ? "---" : "---:"));
        foreach (IEnumerable<string> row in rows)
        {
            Row(row);
        }
    }

    private void Row(IEnumerable<string> cells) =>
        Line($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");

    private void Line(FormattableString line) => _page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Range(LengthScore length) => length.To is { } to
        ? FormattableString.Invariant($"{length.From} to {to}")
        : FormattableString.Invariant($"{length.From} and more");

    private static string Show((double Mean, double Deviation)? measure, string format, bool hasDeviation = true)
    {
        if (measure is not { } value)
        {
            return "–";
        }

        string mean = value.Mean.ToString(format, CultureInfo.InvariantCulture);
        return hasDeviation && value.Deviation > 0 ? $"{mean} ± {value.Deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }

    private static double? Perplexity(double? loss) => loss is { } value ? Math.Exp(value) : null;

    private static string Duration(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
    }
}
