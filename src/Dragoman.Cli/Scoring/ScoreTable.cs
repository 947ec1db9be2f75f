using System.Globalization;
using Dragoman.Metrics;

namespace Dragoman.Cli.Scoring;

/// <summary>Scores of systems for people: a line per metric for one system, a table per metric for several.</summary>
/// <param name="systems">Names of the systems.</param>
/// <param name="bootstrap">How test sets were resampled, or null.</param>
/// <param name="randomization">How translations were exchanged, or null.</param>
/// <param name="hasBootstrapTest">Whether p-values of the bootstrap are shown.</param>
internal sealed class ScoreTable(
    IReadOnlyList<string> systems, BootstrapOptions? bootstrap, RandomizationOptions? randomization, bool hasBootstrapTest)
{
    private const double Level = 0.05;

    /// <summary>Writes the scores.</summary>
    /// <param name="metrics">The scores of each metric.</param>
    /// <param name="output">Where to write.</param>
    internal void Write(IReadOnlyList<MetricScores> metrics, TextWriter output)
    {
        foreach (MetricScores metric in metrics)
        {
            if (systems.Count == 1)
            {
                WriteSingle(metric.Systems[0], output);
            }
            else
            {
                WriteTable(metric, output);
            }
        }

        if (systems.Count > 1 && (hasBootstrapTest || randomization is not null))
        {
            output.WriteLine($"p: how probable so large a difference from the first system is by chance; * below {Level.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (bootstrap is not null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"95 % intervals from {bootstrap.Samples:N0} bootstrap samples{(systems.Count > 1 && randomization is not null ? $"; {randomization.Trials:N0} randomisation trials" : "")}; seed {bootstrap.Seed}."));
        }
    }

    private static void WriteSingle(SystemScore score, TextWriter output) => output.WriteLine(
        score.Result.ToSignedString() + (score.Interval is { } interval ? $"  [{Range(interval)}]" : ""));

    private void WriteTable(MetricScores metric, TextWriter output)
    {
        MetricResult first = metric.Systems[0].Result;
        output.WriteLine($"{first.Name}|{first.Signature}");
        TextTable table = new(1, 3, 4, 5);
        table.Add([.. Headings()]);
        foreach ((string system, SystemScore score) in systems.Zip(metric.Systems))
        {
            table.Add([.. Row(system, score)]);
        }

        table.Write(output, "  ");
        output.WriteLine();
    }

    private IEnumerable<string> Headings()
    {
        yield return "system";
        yield return "score";
        if (bootstrap is not null)
        {
            yield return "mean and interval";
        }

        if (hasBootstrapTest)
        {
            yield return "wins";
            yield return "p bootstrap";
        }

        if (randomization is not null)
        {
            yield return "p randomisation";
        }
    }

    private IEnumerable<string> Row(string system, SystemScore score)
    {
        yield return system;
        yield return Points(score.Result.Score);
        if (score.Interval is { } interval)
        {
            yield return $"{Points(interval.Mean)} ± {Points((interval.Upper - interval.Lower) / 2)}";
        }

        if (hasBootstrapTest)
        {
            yield return score.Bootstrap is { } test ? $"{(100 * test.WinShare).ToString("F1", CultureInfo.InvariantCulture)} %" : "";
            yield return Probability(score.Bootstrap?.PValue);
        }

        if (randomization is not null)
        {
            yield return Probability(score.Randomization?.PValue);
        }
    }

    private static string Range(ConfidenceInterval interval) => $"{Points(interval.Lower)} to {Points(interval.Upper)}";

    private static string Points(double score) => score.ToString("F2", CultureInfo.InvariantCulture);

    private static string Probability(double? value) => value is { } p ? p.ToString("F4", CultureInfo.InvariantCulture) + (p < Level ? " *" : "  ") : "";
}

/// <summary>How all systems do by one metric.</summary>
/// <param name="Kind">The metric by the user's name.</param>
/// <param name="Systems">[system] Scores; the first is the baseline.</param>
internal sealed record MetricScores(MetricKind Kind, IReadOnlyList<SystemScore> Systems);
