using Dragoman.Configuration;
using Dragoman.Data;
using Dragoman.Lab.Dates;
using Dragoman.Metrics;

namespace Dragoman.Cli.Demos;

/// <summary>Dates as people write them to dates as machines want them, character by character.</summary>
internal static class DatesDemo
{
    private const int TrainingPairs = 10_000;
    private const int ValidationPairs = 500;
    private const int TestPairs = 1_000;
    private const ulong CorpusSeed = 1;

    internal static DemoTask Task { get; } = new()
    {
        Name = "dates",
        What = "to write dates as ISO 8601 does",
        Origin = "in eight ways of writing them",
        Draw = () =>
        {
            SentencePair[] pairs = [.. DateCorpus.Generate(ValidationPairs + TestPairs + TrainingPairs, CorpusSeed)];
            return (pairs[(ValidationPairs + TestPairs)..], pairs[..ValidationPairs], pairs[ValidationPairs..(ValidationPairs + TestPairs)]);
        },
        Showcase = [.. DateStyle.All.Zip(Days(), (style, day) => new SentencePair(style.Write(day), DateStyle.Iso.Write(day)))],
        Recipe = Preset.Find("characters").Options.WithTraining(training => training with { MaximumEpochs = 8 }),
        Score = (hypotheses, references) => MetricKind.Accuracy.Create().Score(hypotheses, [references]).ToSignedString(),
        Exact = "right in each character",
        Drawing = "a row for each character written, a column for each one read",
        Suggestion = "the 21st of June 1987",
        Prefix = "dates",
    };

    private static IEnumerable<DateOnly> Days() => Enumerable.Range(0, int.MaxValue).Select(i => new DateOnly(1969, 7, 20).AddDays(2_468 * i));
}
