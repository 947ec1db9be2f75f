using Dragoman.Decoding;

namespace Dragoman.Tests.Decoding;

public sealed class ParallelBatchesTests : IDisposable
{
    private readonly WorkspacePool _pool = new(capacity: 4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_ManyBatches_WorksOnEachOnceInAWorkspaceOfItsOwn(int threads)
    {
        int[][] batches = [.. Enumerable.Range(0, 50).Chunk(3)];
        int[] times = new int[50];
        HashSet<DecodingWorkspace> busy = [];

        ParallelBatches.Run(batches, threads, _pool, Work, Cancellation);

        Assert.All(times, count => Assert.Equal(1, count));

        void Work(DecodingWorkspace workspace, int[] batch)
        {
            lock (busy)
            {
                Assert.True(busy.Add(workspace));
                Assert.True(busy.Count <= threads);
            }

            Array.ForEach(batch, item => Interlocked.Increment(ref times[item]));
            lock (busy)
            {
                busy.Remove(workspace);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_ABatchFails_ThrowsWhatItThrew(int threads)
    {
        int[][] batches = [.. Enumerable.Range(0, 20).Chunk(1)];

        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => ParallelBatches.Run(
            batches, threads, _pool, (_, batch) => throw new NotFiniteNumberException($"of {batch.Length}"), Cancellation));

        Assert.Equal("of 1", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Cancelled_BeginsNoOther(int threads)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        int begun = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => ParallelBatches.Run(
            Enumerable.Range(0, 1000).Chunk(1),
            threads,
            _pool,
            (_, _) =>
            {
                Interlocked.Increment(ref begun);
                source.Cancel();
            },
            source.Token));

        Assert.InRange(begun, 1, threads);
    }

    public void Dispose() => _pool.Dispose();
}
