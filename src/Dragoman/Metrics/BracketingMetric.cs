using Dragoman.Messages;
using Dragoman.Parsing;

namespace Dragoman.Metrics;

/// <summary>Labelled bracketing F1 of linearised trees by EVALB's definition.</summary>
/// <remarks>
/// The rules are in <c>docs/concepts/parsing.md</c>. Which leaves are punctuation is read from the reference, so it must be written
/// with <see cref="LeafTags.Punctuation"/> or <see cref="LeafTags.All"/>; with <see cref="LeafTags.None"/> punctuation counts as words.
/// A malformed hypothesis is mended. Of several references the one with the highest F1 counts.
/// </remarks>
public sealed class BracketingMetric : SegmentMetric
{
    /// <inheritdoc/>
    public override string Name => "bracketing";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <summary>Counts kept for each segment: trees, skipped, malformed, matched, gold, test, complete.</summary>
    public override int StatisticsSize => 7;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A reference is not a linearised tree, or the lines are not aligned.</exception>
    public override BracketingResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A reference is not a linearised tree, or there is none.</exception>
    public override BracketingResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override BracketingResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        BracketCounts counts = new(
            Sentences: totals[0],
            Errors: 0, // A mended tree has the words of its reference.
            Skipped: totals[1],
            Malformed: totals[2],
            Matched: totals[3],
            Gold: totals[4],
            Test: totals[5],
            Complete: totals[6]);
        return new BracketingResult(counts, references);
    }

    /// <inheritdoc/>
    public override string? FindProblem(string reference) => TreeDelinearizer.TryRead(reference) is null ? ProblemOf(reference) : null;

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new Counter();

    private static string ProblemOf(string reference) =>
        $"The reference \"{Excerpt.Of(reference)}\" is not a linearised tree; expected one such as (S (NP XX )NP (VP XX )VP )S. "
        + "dragoman treebank pairs makes them from a treebank.";

    private sealed class Counter : SegmentCounter
    {
        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            double best = -1;
            foreach (string reference in references)
            {
                BracketCounts counts = BracketScorer.Score(ReadReference(reference), hypothesis);
                if (counts.F1 > best)
                {
                    best = counts.F1;
                    (statistics[0], statistics[1], statistics[2]) = (counts.Sentences, counts.Skipped, counts.Malformed);
                    (statistics[3], statistics[4], statistics[5]) = (counts.Matched, counts.Gold, counts.Test);
                    statistics[6] = counts.Complete;
                }
            }
        }

        private static PennTree ReadReference(string reference) =>
            TreeDelinearizer.TryRead(reference) ?? throw new ArgumentException(ProblemOf(reference), nameof(reference));
    }
}

/// <summary>Labelled bracketing of a corpus of linearised trees.</summary>
/// <param name="Counts">The counts behind it, with precision, recall, complete match and the share of malformed trees.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record BracketingResult(BracketCounts Counts, int? References) : MetricResult("bracketing", Counts.F1, References)
{
    /// <inheritdoc/>
    protected override string Settings => "score:f1|rules:evalb-collins|malformed:mended";

    /// <inheritdoc/>
    protected override string Details =>
        $"(P = {Decimals.Fixed(Counts.Precision, 2)} R = {Decimals.Fixed(Counts.Recall, 2)} "
        + $"complete = {Decimals.Fixed(Counts.CompleteMatch, 2)} malformed = {Decimals.Fixed(Counts.MalformedShare, 2)} "
        + $"trees = {Decimals.Integer(Counts.Sentences)} skipped = {Decimals.Integer(Counts.Skipped)})";
}
