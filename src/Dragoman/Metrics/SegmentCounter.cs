namespace Dragoman.Metrics;

/// <summary>Counts one segment after another; owns scratch memory, so each pass over a corpus makes its own.</summary>
internal abstract class SegmentCounter
{
    /// <summary>Counts one segment.</summary>
    /// <param name="hypothesis">Output of the system.</param>
    /// <param name="references">At least one reference.</param>
    /// <param name="statistics">Zero on entry; receives the counts.</param>
    public abstract void Count(string hypothesis, ReadOnlySpan<string> references, Span<long> statistics);
}
