using Dragoman.Distributed;

namespace Dragoman.Tests.Distributed;

/// <summary>Ranks that are threads of the test.</summary>
internal sealed class ThreadRanks : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly byte[][] _sent;
    private readonly Barrier _barrier;
    private volatile bool _isLost;

    private ThreadRanks(int count)
    {
        (_sent, _barrier) = (new byte[count][], new Barrier(count));
    }

    public void Dispose() => _barrier.Dispose();

    /// <summary>Does something on each rank at once.</summary>
    /// <param name="count">Number of ranks.</param>
    /// <param name="work">The work of one.</param>
    /// <returns>By rank, what came of it: a result, or how it failed.</returns>
    internal static (T? Result, Exception? Failure)[] TryRun<T>(int count, Func<ICommunicator, T> work)
    {
        using ThreadRanks ranks = new(count);
        var outcomes = new (T?, Exception?)[count];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(rank => new Thread(() => outcomes[rank] = ranks.TryRunOne(rank, work)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return outcomes;
    }

    /// <summary>Does something on each rank at once, and throws what one of them throws.</summary>
    internal static T[] Run<T>(int count, Func<ICommunicator, T> work)
    {
        (T? Result, Exception? Failure)[] outcomes = TryRun(count, work);
        Exception[] failures = [.. outcomes.Select(outcome => outcome.Failure).OfType<Exception>()];
        return failures.Length == 0 ? [.. outcomes.Select(outcome => outcome.Result!)] : throw new AggregateException(failures);
    }

    private (T? Result, Exception? Failure) TryRunOne<T>(int rank, Func<ICommunicator, T> work)
    {
        try
        {
            return (work(new Member(this, rank)), null);
        }
        catch (Exception e)
        {
            _isLost |= e is not RankFailedException; // Who waits for it must not wait for ever.
            return (default, e);
        }
    }

    private void Meet()
    {
        if (!_barrier.SignalAndWait(_isLost ? TimeSpan.FromSeconds(2) : LongestWait))
        {
            throw new TimeoutException("Another rank did not come.");
        }
    }

    private sealed class Member(ThreadRanks ranks, int rank) : ICommunicator
    {
        public int Rank => rank;

        public int Size => ranks._sent.Length;

        public void AllToAll(ReadOnlySpan<byte> pieces, Span<byte> received)
        {
            int length = pieces.Length / Size;
            Exchange(pieces, received, length, rank * length);
        }

        public void AllGather(ReadOnlySpan<byte> piece, Span<byte> received) => Exchange(piece, received, piece.Length, 0);

        private void Exchange(ReadOnlySpan<byte> sent, Span<byte> received, int length, int start)
        {
            Assert.Equal(length * Size, received.Length);
            ranks._sent[rank] = sent.ToArray();
            ranks.Meet();
            for (int from = 0; from < Size; from++)
            {
                ranks._sent[from].AsSpan(start, length).CopyTo(received.Slice(from * length, length));
            }

            ranks.Meet();
        }
    }
}
