namespace Dragoman.Distributed;

/// <summary>Another process of the training has failed, and says itself why; this one has nothing to add.</summary>
/// <param name="rank">The process that failed.</param>
/// <param name="reason">What it says.</param>
public sealed class RankFailedException(int rank, string reason) : Exception($"Rank {rank} failed: {reason}")
{
    /// <summary>The process that failed.</summary>
    public int Rank => rank;
}
