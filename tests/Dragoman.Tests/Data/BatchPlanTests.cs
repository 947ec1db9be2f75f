using Dragoman.Data;

namespace Dragoman.Tests.Data;

public sealed class BatchPlanTests
{
    private static readonly EncodedPairs Pairs = RandomPairs(1009);

    public static TheoryData<BatchingOptions> AllOptions =>
    [
        new BatchingOptions(),
        new BatchingOptions(BatchSize: 7, BucketBatches: 3),
        new BatchingOptions(BatchSize: 1),
        new BatchingOptions(BatchSize: 2000),
        new BatchingOptions(BatchSize: 100, Unit: BatchUnit.Tokens, BucketBatches: 4),
        new BatchingOptions(BatchSize: 5, Unit: BatchUnit.Tokens),
    ];

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Plan_AnyOptions_HoldsEveryPairOnce(BatchingOptions options) =>
        Assert.Equal(Enumerable.Range(0, Pairs.Count), Indices(new BatchPlan(Pairs, options)).Order());

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Plan_AnyOptions_KeepsTheSizeAndTheOrderByLength(BatchingOptions options)
    {
        foreach (PairBatch batch in Batches(new BatchPlan(Pairs, options)))
        {
            int size = options.Unit == BatchUnit.Tokens ? batch.TargetTokenCount : batch.Count;
            Assert.True(size <= options.BatchSize || batch.Count == 1);
            int targetTokens = 0;
            for (int i = 0; i < batch.Count; i++)
            {
                targetTokens += batch.Target(i).Length;
                Assert.True(i == 0 || Longer(batch, i - 1, i));
            }

            Assert.Equal(targetTokens, batch.TargetTokenCount);
        }

        static bool Longer(PairBatch batch, int a, int b) =>
            (batch.Target(a).Length, batch.Source(a).Length).CompareTo((batch.Target(b).Length, batch.Source(b).Length)) >= 0;
    }

    [Fact]
    public void Plan_SameSeedAndEpoch_IsTheSame()
    {
        BatchingOptions options = new(BatchSize: 16, ShuffleSeed: 3);
        int[] plan = Indices(new BatchPlan(Pairs, options, epoch: 2));
        Assert.Equal(plan, Indices(new BatchPlan(Pairs, options, epoch: 2)));
        Assert.NotEqual(plan, Indices(new BatchPlan(Pairs, options, epoch: 3)));
        Assert.NotEqual(plan, Indices(new BatchPlan(Pairs, options, epoch: 2, pool: 1)));
        Assert.NotEqual(plan, Indices(new BatchPlan(Pairs, options with { ShuffleSeed = 4 }, epoch: 2)));
    }

    [Fact]
    public void Plan_Buckets_MakeBatchesOfEqualLength()
    {
        // Cells of the padded rectangle over tokens: 1 is no padding at all.
        double sorted = Padding(new BatchingOptions(BatchSize: 20, BucketBatches: 50));
        double unsorted = Padding(new BatchingOptions(BatchSize: 20, BucketBatches: 1));
        Assert.InRange(sorted, 1.0, 1.15);
        Assert.True(unsorted > 1.5);

        static double Padding(BatchingOptions options) =>
            Batches(new BatchPlan(Pairs, options)).Sum(batch => (double)batch.Count * batch.Target(0).Length) / Pairs.TargetTokenCount;
    }

    [Fact]
    public void Plan_Sentences_FillsAllBatchesButTheLast()
    {
        int[] sizes = [.. Batches(new BatchPlan(Pairs, new BatchingOptions(BatchSize: 10))).Select(batch => batch.Count)];
        Assert.Equal(101, sizes.Length);
        Assert.Equal(9, Assert.Single(sizes, size => size != 10));
    }

    [Fact]
    public void Slice_OfABatch_SeesTheSamePairs()
    {
        PairBatch batch = new BatchPlan(Pairs, new BatchingOptions(BatchSize: 10))[0];
        PairBatch slice = batch.Slice(2, 3);
        Assert.Equal(3, slice.Count);
        Assert.Equal(batch.PairIndex(4), slice.PairIndex(2));
        Assert.True(batch.Target(2).SequenceEqual(slice.Target(0)));
        Assert.Equal(0, batch.Slice(batch.Count, 0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Slice(5, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => slice.PairIndex(3));
    }

    [Fact]
    public void Pairs_Packed_ReadBackAsTheyWere()
    {
        EncodedPair[] pairs = [new([5], [6, 3]), new([4, 5, 3], [3])];
        EncodedPairs packed = new(pairs);
        for (int i = 0; i < pairs.Length; i++)
        {
            Assert.Equal(pairs[i].Source, packed.Source(i).ToArray());
            Assert.Equal(pairs[i].Target, packed.Target(i).ToArray());
        }

        Assert.Equal((2, 4L, 3L), (packed.Count, packed.SourceTokenCount, packed.TargetTokenCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => packed.Source(2).Length);
        Assert.Throws<ArgumentException>(() => new EncodedPairs([new EncodedPair([], [3])]));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Plan_ImpossibleOptions_Throws(int batchSize, int bucketBatches, int poolPairs) =>
        Assert.Throws<ArgumentException>(
            () => new BatchPlan(Pairs, new BatchingOptions(batchSize, BucketBatches: bucketBatches, PoolPairs: poolPairs)));

    private static IEnumerable<PairBatch> Batches(BatchPlan plan) => Enumerable.Range(0, plan.Count).Select(i => plan[i]);

    private static int[] Indices(BatchPlan plan) =>
        [.. Batches(plan).SelectMany(batch => Enumerable.Range(0, batch.Count).Select(i => batch.PairIndex(i)))];

    private static EncodedPairs RandomPairs(int count)
    {
        Xoshiro256 random = new(99);
        List<EncodedPair> pairs = [];
        for (int i = 0; i < count; i++)
        {
            pairs.Add(new EncodedPair(new int[1 + random.NextBelow(30)], new int[1 + random.NextBelow(30)]));
        }

        return new EncodedPairs(pairs);
    }
}
