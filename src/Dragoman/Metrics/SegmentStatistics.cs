using System.Numerics.Tensors;

namespace Dragoman.Metrics;

/// <summary>The counts of each segment of a scored corpus; their sum gives the corpus score.</summary>
public sealed class SegmentStatistics
{
    private readonly long[] _counts; // [segment, size]

    internal SegmentStatistics(long[] counts, int size, int? references)
    {
        _counts = counts;
        Size = size;
        References = references;
    }

    /// <summary>Segments in the corpus.</summary>
    public int SegmentCount => _counts.Length / Size;

    /// <summary>Counts kept for each segment.</summary>
    public int Size { get; }

    /// <summary>References a segment, or null where segments differ.</summary>
    public int? References { get; }

    /// <summary>The counts of one segment.</summary>
    /// <param name="segment">Index from 0.</param>
    /// <returns>[<see cref="Size"/>] A view, not a copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    public ReadOnlySpan<long> this[int segment] => _counts.AsSpan(segment * Size, Size);

    /// <summary>Adds up all segments.</summary>
    /// <returns>[<see cref="Size"/>] The totals.</returns>
    public long[] Sum() => Sum(Enumerable.Range(0, SegmentCount));

    /// <summary>Adds up some segments, such as those of short sentences.</summary>
    /// <param name="segments">Their indices from 0.</param>
    /// <returns>[<see cref="Size"/>] The totals.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    public long[] Sum(IEnumerable<int> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        long[] totals = new long[Size];
        foreach (int segment in segments)
        {
            Add(segment, totals);
        }

        return totals;
    }

    /// <summary>Adds the counts of one segment to <paramref name="totals"/>.</summary>
    internal void Add(int segment, Span<long> totals) => TensorPrimitives.Add(totals, this[segment], totals);

    /// <summary>The counts of this system less those of another.</summary>
    /// <returns>[segment, <see cref="Size"/>] The differences.</returns>
    internal long[] Minus(SegmentStatistics other)
    {
        long[] differences = new long[_counts.Length];
        TensorPrimitives.Subtract<long>(_counts, other._counts, differences);
        return differences;
    }

    /// <summary>Keeps systems from being compared that have translated different lines.</summary>
    /// <param name="system">Counts of the system to compare with this baseline.</param>
    /// <exception cref="ArgumentException">The counts differ in segments or in size.</exception>
    internal void ThrowIfUnpaired(SegmentStatistics system)
    {
        if (SegmentCount != system.SegmentCount || Size != system.Size)
        {
            throw new ArgumentException(
                $"The baseline has {SegmentCount} segments, the system {system.SegmentCount}; both must translate the same lines.", nameof(system));
        }
    }
}
