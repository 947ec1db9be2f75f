using System.Runtime.InteropServices;
using Dragoman.Metrics.Tokenization;

namespace Dragoman.Metrics;

/// <summary>Word or character error rate: Levenshtein edits for 100 units of the reference.</summary>
/// <remarks>
/// Over phonemes separated by blanks it is the phone error rate. Of several references (pronunciations, say) the one with the fewest
/// edits counts, in a tie the longest. Where all references are empty, the rate is 0 without edits and 100 with any.
/// </remarks>
public sealed class ErrorRateMetric : SegmentMetric
{
    /// <summary>Makes the metric.</summary>
    /// <param name="options">Options; null for the word error rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not one of the enumeration.</exception>
    public ErrorRateMetric(ErrorRateOptions? options = null)
    {
        Options = options ?? new ErrorRateOptions();
        Options.ThrowIfInvalid();
    }

    /// <summary>Options of this metric.</summary>
    public ErrorRateOptions Options { get; }

    /// <inheritdoc/>
    public override string Name => Options.Name;

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <summary>Counts kept for each segment: substitutions, deletions, insertions, units of the reference.</summary>
    public override int StatisticsSize => 4;

    /// <inheritdoc/>
    public override ErrorRateResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <inheritdoc/>
    public override ErrorRateResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <inheritdoc/>
    public override ErrorRateResult ScoreTotals(ReadOnlySpan<long> totals, int? references = 1)
    {
        ThrowIfWrongSize(totals);
        (long edits, long length) = (totals[0] + totals[1] + totals[2], totals[3]);
        double score = length > 0 ? 100.0 * edits / length : edits > 0 ? 100 : 0;
        return new ErrorRateResult(score, totals[0], totals[1], totals[2], length, Options, references);
    }

    /// <inheritdoc/>
    protected override bool AllowsEmptyReference => true;

    /// <inheritdoc/>
    protected override SegmentCounter CreateCounter() => new Counter(Options);

    private sealed class Counter(ErrorRateOptions options) : SegmentCounter
    {
        private readonly WordReader _reader = new(
            options.Unit == ErrorRateUnit.Word ? new WhitespaceTokenizer() : new CharacterTokenizer(), options.Lowercase);

        private readonly EditDistance _distance = new();
        private readonly List<int> _hypothesis = [];
        private readonly List<int> _reference = [];

        public override void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics)
        {
            _reader.Read(hypothesis, _hypothesis);
            (int edits, int length) best = (int.MaxValue, 0);
            foreach (string reference in references)
            {
                _reader.Read(reference, _reference);
                EditDistance.Edits edits =
                    _distance.Between(CollectionsMarshal.AsSpan(_hypothesis), CollectionsMarshal.AsSpan(_reference));
                if (edits.Total < best.edits || (edits.Total == best.edits && _reference.Count > best.length))
                {
                    best = (edits.Total, _reference.Count);
                    (statistics[0], statistics[1], statistics[2]) = (edits.Substitutions, edits.Deletions, edits.Insertions);
                    statistics[3] = _reference.Count;
                }
            }
        }
    }
}

/// <summary>An error rate and the edits behind it.</summary>
/// <param name="Score">Edits for 100 units of the reference; above 100 if there are more edits than units.</param>
/// <param name="Substitutions">Units replaced by another.</param>
/// <param name="Deletions">Units of the reference that are missing.</param>
/// <param name="Insertions">Units that are not in the reference.</param>
/// <param name="ReferenceLength">Units of the references that were counted.</param>
/// <param name="Options">Options with which the score was made.</param>
/// <param name="References">References a segment, or null where segments differ.</param>
public sealed record ErrorRateResult(
    double Score,
    long Substitutions,
    long Deletions,
    long Insertions,
    long ReferenceLength,
    ErrorRateOptions Options,
    int? References) : MetricResult(Options.Name, Score, References)
{
    /// <summary>Substitutions, deletions and insertions together.</summary>
    public long Edits => Substitutions + Deletions + Insertions;

    /// <inheritdoc/>
    protected override string Settings => $"case:{(Options.Lowercase ? "lc" : "mixed")}";

    /// <inheritdoc/>
    protected override string Details =>
        $"(sub = {Decimals.Integer(Substitutions)} del = {Decimals.Integer(Deletions)} "
        + $"ins = {Decimals.Integer(Insertions)} ref_len = {Decimals.Integer(ReferenceLength)})";
}
