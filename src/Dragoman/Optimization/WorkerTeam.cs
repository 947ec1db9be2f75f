using System.Runtime.ExceptionServices;

namespace Dragoman.Optimization;

/// <summary>A fixed number of threads that run one piece of work each and wait for the next; member 0 is the caller itself.</summary>
/// <remarks>Work is divided by member number only, so that results depend on the number of members and never on timing.</remarks>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _threads;
    private readonly Barrier _start;
    private readonly Barrier _finish;
    private readonly Exception?[] _failures;
    private Action<int>? _work;
    private bool _disposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="size">Number of members, the caller included, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public WorkerTeam(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Size = size;
        _failures = new Exception?[size];
        _start = new Barrier(size);
        _finish = new Barrier(size);
        _threads = new Thread[size - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int member = i + 1;
            _threads[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = $"worker {member}" };
            _threads[i].Start();
        }
    }

    /// <summary>Number of members, the caller included.</summary>
    public int Size { get; }

    /// <summary>Runs the work on every member and waits for all.</summary>
    /// <param name="work">Called once per member with its number, 0 to <see cref="Size"/> − 1.</param>
    /// <remarks>If it fails, the failure of the first member that failed is thrown as it was.</remarks>
    public void Run(Action<int> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Size == 1)
        {
            work(0);
            return;
        }

        _work = work;
        _start.SignalAndWait();
        RunMember(0);
        _finish.SignalAndWait();
        if (Array.Find(_failures, failure => failure is not null) is { } failure)
        {
            Array.Clear(_failures);
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>The share of one member when <paramref name="count"/> things are divided evenly and in order.</summary>
    /// <param name="count">Number of things.</param>
    /// <param name="member">Member number.</param>
    /// <param name="members">Number of members.</param>
    /// <returns>First thing and the one after the last.</returns>
    public static (int Start, int End) Share(int count, int member, int members) =>
        ((int)((long)count * member / members), (int)((long)count * (member + 1) / members));

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _work = null;
        _start.SignalAndWait();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _start.Dispose();
        _finish.Dispose();
    }

    private void Serve(int member)
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_work is null)
            {
                return;
            }

            RunMember(member);
            _finish.SignalAndWait();
        }
    }

    private void RunMember(int member)
    {
        try
        {
            _work!(member);
        }
#pragma warning disable CA1031 // Whatever fails on a member is thrown again on the caller.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failures[member] = failure;
        }
    }
}
