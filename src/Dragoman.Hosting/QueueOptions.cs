namespace Dragoman.Hosting;

/// <summary>How sentences of concurrent calls wait and are searched together.</summary>
/// <param name="MaximumBatch">Most sentences searched together, 1 to 4096; 1 searches each alone. Default: 32.</param>
/// <param name="MaximumDelay">
/// Longest time that a sentence waits for others while a searcher is free, up to 10 s. Zero takes what is there; others gather while all searchers
/// are busy. Default: zero.
/// </param>
/// <param name="Capacity">Most sentences that wait; further ones are refused. 1 to 1,000,000. Default: 1024.</param>
/// <param name="Searchers">Searches at the same time, each on one thread, 0 to 1024; 0 is one a processor. Default: 0.</param>
public sealed record QueueOptions(int MaximumBatch = 32, TimeSpan MaximumDelay = default, int Capacity = 1024, int Searchers = 0)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    /// <summary>Checks the options.</summary>
    /// <returns>One sentence for each thing that is wrong.</returns>
    public IEnumerable<string> Validate()
    {
        if (MaximumBatch is < 1 or > 4096)
        {
            yield return $"{nameof(MaximumBatch)} is {MaximumBatch}; it must be 1 to 4096.";
        }

        if (MaximumDelay < TimeSpan.Zero || MaximumDelay > LongestDelay)
        {
            yield return $"{nameof(MaximumDelay)} is {MaximumDelay}; it must be zero to {LongestDelay}.";
        }

        if (Capacity is < 1 or > 1_000_000)
        {
            yield return $"{nameof(Capacity)} is {Capacity}; it must be 1 to 1000000.";
        }

        if (Searchers is < 0 or > 1024)
        {
            yield return $"{nameof(Searchers)} is {Searchers}; it must be 0 (one a processor) to 1024.";
        }
    }

    /// <summary>Threads that search.</summary>
    internal int SearcherCount => Searchers == 0 ? Environment.ProcessorCount : Searchers;
}
