using System.Runtime.InteropServices;
using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>Exact-match accuracy of lines, and the accuracy of their tokens position by position.</summary>
/// <remarks>Tokens stand between white space. Of several references the one with the largest share of right positions counts.</remarks>
public sealed class AccuracyMetric : SegmentMetric
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Counts kept for each segment: right lines, lines, right positions, positions.</summary>
    public override int StatisticsSize => 4;

    /// <inheritdoc/>
    public override AccuracyResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    public override AccuracyResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override AccuracyResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        return new AccuracyResult(
            Percentage(totals[0], totals[1]), Percentage(totals[2], totals[3]), totals[0], totals[1], references);
    }

    /// <inheritdoc/>
    protected override bool AllowsEmptyReference => true;

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new Counter();

    /// <summary>Nothing wanted and nothing given is wholly right.</summary>
    private static double Percentage(long right, long all) => all == 0 ? 100 : 100.0 * right / all;

    private sealed class Counter : SegmentCounter
    {
        private readonly WordReader _reader = new(new WhitespaceTokenizer(), lowercase: false);
        private readonly List<int> _hypothesis = [];
        private readonly List<int> _reference = [];

        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            _reader.Read(hypothesis, _hypothesis);
            double best = -1;
            foreach (string reference in references)
            {
                _reader.Read(reference, _reference);
                int positions = Math.Max(_hypothesis.Count, _reference.Count);
                int right = RightPositions(CollectionsMarshal.AsSpan(_hypothesis), CollectionsMarshal.AsSpan(_reference));
                double share = Percentage(right, positions);
                if (share > best)
                {
                    best = share;
                    (statistics[0], statistics[1], statistics[2], statistics[3]) = (right == positions ? 1 : 0, 1, right, positions);
                }
            }
        }

        private static int RightPositions(ReadOnlySpan<int> hypothesis, ReadOnlySpan<int> reference)
        {
            int right = 0;
            for (int i = 0; i < Math.Min(hypothesis.Length, reference.Length); i++)
            {
                right += hypothesis[i] == reference[i] ? 1 : 0;
            }

            return right;
        }
    }
}

/// <summary>Shares of right lines and right tokens.</summary>
/// <param name="Score">Lines in 100 that equal a reference token by token.</param>
/// <param name="TokenAccuracy">Positions in 100 that hold the right token; positions that only one side has are wrong.</param>
/// <param name="CorrectLines">Lines that equal a reference.</param>
/// <param name="Lines">Lines scored.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record AccuracyResult(double Score, double TokenAccuracy, long CorrectLines, long Lines, int? References)
    : MetricResult("accuracy", Score, References)
{
    /// <inheritdoc/>
    protected override string Settings => "case:mixed";

    /// <inheritdoc/>
    protected override string Details =>
        $"(correct = {Decimals.Integer(CorrectLines)} lines = {Decimals.Integer(Lines)} "
        + $"token_accuracy = {Decimals.Fixed(TokenAccuracy, 2)})";
}
