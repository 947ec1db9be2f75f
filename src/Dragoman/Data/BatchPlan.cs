namespace Dragoman.Data;

/// <summary>All batches of some pairs for one epoch: shuffled, grouped by length, and shuffled as batches.</summary>
/// <remarks>
/// The pairs are shuffled and cut into buckets; each bucket is sorted by target length, then source length, and cut into batches; the
/// order of all batches is shuffled. Every pair is in exactly one batch. The plan is a function of the pairs, the options and the epoch.
/// </remarks>
internal sealed class BatchPlan
{
    private const int LengthBits = 20;
    private const int PlaceBits = 64 - (2 * LengthBits);
    private const ulong LongestLength = (1UL << LengthBits) - 1;

    private readonly EncodedPairs _pairs;
    private readonly BatchingOptions _options;
    private readonly int[] _order;
    private readonly (int Start, int Count)[] _batches;

    /// <summary>Plans the batches.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="options">Sizes and seed; null: the defaults.</param>
    /// <param name="epoch">The pass over the corpus, from 0.</param>
    /// <param name="pool">Which part of a larger corpus the pairs are, from 0.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public BatchPlan(EncodedPairs pairs, BatchingOptions? options = null, long epoch = 0, long pool = 0)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        _pairs = pairs;
        _options = options ?? new BatchingOptions();
        _options.ThrowIfInvalid();
        _order = new int[pairs.Count];
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Xoshiro256 random = new(_options.ShuffleSeed, (ulong)epoch, (ulong)pool);
        random.Shuffle(_order.AsSpan());
        List<(int Start, int Count)> batches = [];
        for (int start = 0; start < _order.Length;)
        {
            int end = BucketEnd(start);
            SortByLength(_order.AsSpan(start..end));
            Cut(start, end, batches);
            start = end;
        }

        _batches = [.. batches];
        random.Shuffle(_batches.AsSpan());
    }

    /// <summary>Number of batches.</summary>
    public int Count => _batches.Length;

    /// <summary>A batch of the plan.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public PairBatch this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_batches.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The plan has {_batches.Length} batches, from 0.");
            }

            (int start, int count) = _batches[index];
            return new PairBatch(_pairs, _order, start, count);
        }
    }

    private int SizeOf(int place) => _options.Unit == BatchUnit.Tokens ? _pairs.Target(_order[place]).Length : 1;

    private int BucketEnd(int start)
    {
        long wanted = (long)_options.BatchSize * _options.BucketBatches;
        int limit = (int)Math.Min(_order.Length, start + (1L << PlaceBits)); // The sort key has no room for more.
        long size = 0;
        int end = start;
        while (end < limit && size < wanted)
        {
            size += SizeOf(end++);
        }

        return end;
    }

    /// <summary>Longest target first, then longest source; equals keep their shuffled order.</summary>
    private void SortByLength(Span<int> bucket)
    {
        ulong[] keys = new ulong[bucket.Length];
        for (int place = 0; place < keys.Length; place++)
        {
            // One number holds it all, so that a plain sort of numbers is stable: small where the pair is long.
            ulong target = LongestLength - Math.Min((ulong)_pairs.Target(bucket[place]).Length, LongestLength);
            ulong source = LongestLength - Math.Min((ulong)_pairs.Source(bucket[place]).Length, LongestLength);
            keys[place] = (target << (LengthBits + PlaceBits)) | (source << PlaceBits) | (uint)place;
        }

        Array.Sort(keys);
        int[] shuffled = bucket.ToArray();
        for (int i = 0; i < keys.Length; i++)
        {
            bucket[i] = shuffled[keys[i] & ((1UL << PlaceBits) - 1)];
        }
    }

    private void Cut(int start, int end, List<(int Start, int Count)> batches)
    {
        int first = start;
        long size = 0;
        for (int place = start; place < end; place++)
        {
            int added = SizeOf(place);
            if (place > first && size + added > _options.BatchSize)
            {
                batches.Add((first, place - first));
                (first, size) = (place, 0);
            }

            size += added;
        }

        batches.Add((first, end - first));
    }
}
