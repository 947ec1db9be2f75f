namespace Dragoman.Metrics;

/// <summary>A metric whose corpus score is a function of counts that add up over the segments.</summary>
/// <remarks>That is true of every metric here, and is what makes bootstrap resampling cheap: the text is read once,
/// and each sample only adds up rows of counts. A metric of one's own says what it counts (<see cref="CreateCounter"/>) and what the sums mean
/// (<see cref="ScoreTotals"/>); comparisons and resampling then work with it as with those that are here.</remarks>
public abstract class SegmentMetric : IMetric
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract bool HigherIsBetter { get; }

    /// <summary>Counts kept for each segment.</summary>
    public abstract int StatisticsSize { get; }

    /// <inheritdoc/>
    public virtual MetricResult Score(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references)
    {
        SegmentStatistics statistics = Count(hypotheses, references);
        return ScoreTotals(statistics.Sum(), statistics.References);
    }

    /// <summary>Scores one segment as if it were the whole corpus.</summary>
    /// <param name="hypothesis">Output of the system.</param>
    /// <param name="references">One or more references.</param>
    /// <returns>The score with its details.</returns>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public virtual MetricResult ScoreSegment(string hypothesis, params IReadOnlyList<string> references) =>
        Score([hypothesis], AsStreams(references));

    /// <summary>Computes the score from counts that have been added up.</summary>
    /// <param name="totals">[<see cref="StatisticsSize"/>] Sum of the rows of <see cref="SegmentStatistics"/>.</param>
    /// <param name="references">References a segment for the signature, or null where segments differ.</param>
    /// <returns>The score with its details.</returns>
    /// <exception cref="ArgumentException">The totals have another size.</exception>
    public abstract MetricResult ScoreTotals(ReadOnlySpan<long> totals, int? references);

    /// <summary>Reads a corpus and keeps the counts of each segment.</summary>
    /// <param name="hypotheses">[line] Output of the system.</param>
    /// <param name="references">[stream][line] One or more streams of references.</param>
    /// <returns>[line, <see cref="StatisticsSize"/>] The counts.</returns>
    /// <exception cref="ArgumentException">There is no line, no stream, a stream of other length, or a line without reference.</exception>
    public SegmentStatistics Count(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) =>
        Count(new ReferenceStreams(hypotheses, references, AllowsEmptyReference, keepEmpty: false), hypotheses);

    /// <summary>Reads files side by side as sacreBLEU does: an empty line is a reference without words, not one that is missing.</summary>
    /// <param name="hypotheses">[line] Output of the system.</param>
    /// <param name="references">[stream][line] One or more streams of references.</param>
    /// <returns>[line, <see cref="StatisticsSize"/>] The counts.</returns>
    /// <exception cref="ArgumentException">There is no line, no stream, or a stream of other length.</exception>
    public SegmentStatistics CountLines(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) =>
        Count(new ReferenceStreams(hypotheses, references, allowEmpty: true, keepEmpty: true), hypotheses);

    /// <summary>What keeps a text from being a reference for this metric, to be asked before anything is translated.</summary>
    /// <param name="reference">The text.</param>
    /// <returns>A sentence for the user, or null if there is nothing wrong.</returns>
    public virtual string? FindProblem(string reference) => null;

    private SegmentStatistics Count(ReferenceStreams streams, IReadOnlyList<string> hypotheses)
    {
        SegmentCounter counter = CreateCounter();
        long[] counts = new long[hypotheses.Count * StatisticsSize]; // [line, statistic]
        for (int line = 0; line < hypotheses.Count; line++)
        {
            counter.Count(hypotheses[line], streams.At(line), counts.AsSpan(line * StatisticsSize, StatisticsSize));
        }

        return new SegmentStatistics(counts, StatisticsSize, streams.PerSegment);
    }

    /// <summary>Whether a segment may have nothing but an empty reference. Default: false.</summary>
    protected virtual bool AllowsEmptyReference => false;

    /// <summary>Makes the worker that holds the scratch memory of one pass over a corpus.</summary>
    protected abstract SegmentCounter CreateCounter();

    /// <summary>Checks totals that come from a caller.</summary>
    /// <param name="totals">Counts that have been added up.</param>
    /// <exception cref="ArgumentException">They are not <see cref="StatisticsSize"/>.</exception>
    protected void ThrowIfWrongSize(ReadOnlySpan<long> totals)
    {
        if (totals.Length != StatisticsSize)
        {
            throw new ArgumentException(
                $"{Name} needs {StatisticsSize} totals, got {totals.Length}. Add up the rows that Count returned.", nameof(totals));
        }
    }

    /// <summary>Reference streams of a single segment.</summary>
    private protected static IReadOnlyList<IReadOnlyList<string>> AsStreams(IReadOnlyList<string> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return [.. references.Select(reference => new[] { reference })];
    }
}

/// <summary>Counts one segment after another; owns scratch memory, so each pass over a corpus makes its own.</summary>
public abstract class SegmentCounter
{
    /// <summary>Counts one segment.</summary>
    /// <param name="hypothesis">Output of the system.</param>
    /// <param name="references">At least one reference.</param>
    /// <param name="statistics">Zero on entry; receives the counts.</param>
    public abstract void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics);
}
