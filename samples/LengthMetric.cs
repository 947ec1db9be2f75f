using Dragoman.Metrics;

namespace Dragoman.Samples;

/// <summary>A metric of one's own: sentences in 100 whose length differs by at most a tenth from that of a reference.</summary>
internal sealed class LengthMetric : SegmentMetric
{
    public override string Name => "length";

    public override bool HigherIsBetter => true;

    public override int StatisticsSize => 2; // sentences of the right length, sentences

    public override MetricResult ScoreTotals(ReadOnlySpan<long> totals, int? references)
    {
        ThrowIfWrongSize(totals);
        return new LengthResult(100.0 * totals[0] / totals[1], references);
    }

    protected override SegmentCounter CreateCounter() => new Counter();

    private sealed class Counter : SegmentCounter
    {
        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            statistics[1] = 1;
            foreach (string reference in references)
            {
                if (10 * Math.Abs(Words(hypothesis) - Words(reference)) <= Words(reference))
                {
                    statistics[0] = 1;
                }
            }
        }

        private static int Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    private sealed record LengthResult(double Score, int? References) : MetricResult("length", Score, References)
    {
        protected override string Settings => "tolerance:10%";
    }
}

/// <summary>Two systems compared by it, as by the metrics of the library.</summary>
internal static class OwnMetric
{
    internal static void Run()
    {
        string[] reference = [.. Enumerable.Range(1, 40).Select(length => string.Join(' ', Enumerable.Repeat("word", length)))];
        string[] cut = [.. reference.Select((line, i) => i % 2 == 0 ? line : line[..(line.Length / 2)])];
        LengthMetric metric = new();
        IReadOnlyList<SystemScore> scores = SystemComparison.Run(
            metric, [metric.Count(cut, [reference]), metric.Count(reference, [reference])], new BootstrapOptions(), new RandomizationOptions());
        foreach (SystemScore score in scores)
        {
            Console.WriteLine($"{score.Result.ToSignedString()}, p = {score.Bootstrap?.PValue:0.0000}");
        }
    }
}
