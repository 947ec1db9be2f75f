using Dragoman.Options;

namespace Dragoman.Data;

/// <summary>How pairs are shuffled and grouped into batches.</summary>
/// <param name="BatchSize">Largest size of a batch in <paramref name="Unit"/>, 1 to 1,000,000. Default: 64.</param>
/// <param name="Unit">What the size counts. Default: sentences.</param>
/// <param name="ShuffleSeed">Another seed gives another order of the data. Default: 0.</param>
/// <param name="BucketBatches">
/// How many batches' worth of shuffled pairs are sorted together by length, 1 to 10,000: more makes batches of more equal length, less
/// makes them more random. 1 only sorts within a batch. Default: 20.
/// </param>
/// <param name="PoolPairs">
/// Pairs held in memory at a time, at least 1. A corpus with more is read anew in each epoch, in pools of this many pairs that are
/// shuffled one by one; irrelevant for a smaller corpus. Default: 1,000,000.
/// </param>
public sealed record BatchingOptions(
    int BatchSize = 64,
    BatchUnit Unit = BatchUnit.Sentences,
    ulong ShuffleSeed = 0,
    int BucketBatches = 20,
    int PoolPairs = 1_000_000)
{
    /// <summary>Says in full sentences what is wrong with the values; nothing if they are valid.</summary>
    /// <param name="path">The user's name of these options, such as <c>data.batching</c>.</param>
    public IEnumerable<string> Validate(string path) =>
    [
        .. Allowed.Between(path, "batchSize", BatchSize, 1, 1_000_000),
        .. Allowed.OneOf(path, "unit", Unit),
        .. Allowed.Between(path, "bucketBatches", BucketBatches, 1, 10_000),
        .. Allowed.AtLeast(path, "poolPairs", PoolPairs, 1),
    ];

    /// <summary>Throws if a value is out of its range.</summary>
    internal void ThrowIfInvalid()
    {
        if (Validate("batching").FirstOrDefault() is string problem)
        {
            throw new ArgumentException(problem);
        }
    }
}

/// <summary>What the size of a batch counts.</summary>
public enum BatchUnit
{
    /// <summary>Sentence pairs.</summary>
    Sentences,

    /// <summary>Target tokens; a pair longer than a batch makes one of its own.</summary>
    Tokens,
}
