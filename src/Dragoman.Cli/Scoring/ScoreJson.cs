using System.Text.Json;
using Dragoman.Metrics;
using Dragoman.Serialization;

namespace Dragoman.Cli.Scoring;

/// <summary>Scores of systems for machines, as one JSON object.</summary>
internal static class ScoreJson
{
    /// <summary>Writes the scores.</summary>
    /// <param name="systems">Names of the systems.</param>
    /// <param name="segments">Lines of each.</param>
    /// <param name="metrics">The scores of each metric.</param>
    /// <param name="bootstrap">How test sets were resampled, or null.</param>
    /// <param name="randomization">How translations were exchanged, or null.</param>
    /// <param name="hasBootstrapTest">Whether p-values of the bootstrap are wanted.</param>
    internal static string Format(
        IReadOnlyList<string> systems,
        int segments,
        IReadOnlyList<MetricScores> metrics,
        BootstrapOptions? bootstrap,
        RandomizationOptions? randomization,
        bool hasBootstrapTest) => JsonLine.Of(json =>
        {
            json.WriteNumber("segments", segments);
            WriteSettings(json, bootstrap, randomization);
            json.WriteStartObject("metrics");
            foreach (MetricScores metric in metrics)
            {
                json.WriteStartObject(metric.Kind.ToName());
                json.WriteString("signature", metric.Systems[0].Result.Signature);
                json.WriteStartArray("systems");
                foreach ((string system, SystemScore score) in systems.Zip(metric.Systems))
                {
                    Write(json, system, score, hasBootstrapTest);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });

    private static void WriteSettings(Utf8JsonWriter json, BootstrapOptions? bootstrap, RandomizationOptions? randomization)
    {
        if (bootstrap is not null)
        {
            json.WriteNumber("samples", bootstrap.Samples);
            json.WriteNumber("seed", bootstrap.Seed);
        }

        if (randomization is not null)
        {
            json.WriteNumber("trials", randomization.Trials);
        }
    }

    private static void Write(Utf8JsonWriter json, string system, SystemScore score, bool hasBootstrapTest)
    {
        json.WriteStartObject();
        json.WriteString("system", system);
        json.WriteNumber("score", score.Result.Score);
        if (score.Interval is { } interval)
        {
            json.WriteNumber("mean", interval.Mean);
            json.WriteNumber("lower", interval.Lower);
            json.WriteNumber("upper", interval.Upper);
        }

        if (hasBootstrapTest && score.Bootstrap is { } bootstrap)
        {
            json.WriteNumber("winShare", bootstrap.WinShare);
            json.WriteNumber("bootstrapP", bootstrap.PValue);
        }

        if (score.Randomization is { } randomization)
        {
            json.WriteNumber("randomizationP", randomization.PValue);
        }

        json.WriteEndObject();
    }
}
