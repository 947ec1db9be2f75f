namespace Dragoman.Data;

/// <summary>The pairs of one batch by descending target length, free of padding. A view that costs nothing to make or copy.</summary>
internal readonly struct PairBatch
{
    private readonly EncodedPairs _pairs;
    private readonly int[] _order;
    private readonly int _start;

    internal PairBatch(EncodedPairs pairs, int[] order, int start, int count)
    {
        (_pairs, _order, _start, Count) = (pairs, order, start, count);
        foreach (int pair in order.AsSpan(start, count))
        {
            SourceTokenCount += pairs.Source(pair).Length;
            TargetTokenCount += pairs.Target(pair).Length;
        }
    }

    /// <summary>Number of pairs.</summary>
    public int Count { get; }

    /// <summary>Tokens of all sources in the batch.</summary>
    public int SourceTokenCount { get; }

    /// <summary>Tokens of all targets in the batch, &lt;eos&gt; counted.</summary>
    public int TargetTokenCount { get; }

    /// <summary>Source ids of a pair: [source_time].</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such pair.</exception>
    public ReadOnlySpan<int> Source(int index) => _pairs.Source(PairIndex(index));

    /// <summary>Target ids of a pair: [target_time], not longer than those of the pair before it.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such pair.</exception>
    public ReadOnlySpan<int> Target(int index) => _pairs.Target(PairIndex(index));

    /// <summary>Links of a pair: source and target token, from 0, of each, by rising target token; none when they are not known.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such pair.</exception>
    public ReadOnlySpan<(int Source, int Target)> Links(int index) => _pairs.Links(PairIndex(index));

    /// <summary>The place of a pair among the pairs that the batch was cut from.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no such pair.</exception>
    public int PairIndex(int index) => (uint)index < (uint)Count
        ? _order[_start + index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The batch has {Count} pairs, from 0.");

    /// <summary>Some neighbouring pairs as a batch of their own.</summary>
    /// <param name="start">The first pair.</param>
    /// <param name="count">Number of pairs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch does not hold them all.</exception>
    public PairBatch Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - start);
        return count == 0 ? default : new PairBatch(_pairs, _order, _start + start, count);
    }
}
