using System.Diagnostics;

namespace Dragoman.Mpi;

/// <summary>Notices when a call has waited for other ranks for too long.</summary>
/// <param name="longest">How long is too long.</param>
/// <param name="onLost">Called then, with the time that the call has taken.</param>
internal sealed class WaitingWatch(TimeSpan longest, Action<TimeSpan> onLost) : IDisposable
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private readonly ManualResetEventSlim _ended = new();
    private long _began; // when the present call began; 0 while there is none

    /// <summary>Begins to watch.</summary>
    /// <param name="rank">Number of this process; each speaks up a little later than the one before, so that one does.</param>
    internal void Start(int rank)
    {
        TimeSpan patience = longest + (rank * Turn);
        new Thread(() => Watch(patience)) { IsBackground = true, Name = "watch of the other ranks" }.Start();
    }

    /// <summary>Before a call that may wait.</summary>
    /// <returns>Is disposed after the call.</returns>
    internal Wait Begin()
    {
        Volatile.Write(ref _began, Stopwatch.GetTimestamp());
        return new Wait(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _ended.Set();

    private void Watch(TimeSpan patience)
    {
        while (!_ended.Wait(TimeSpan.FromMilliseconds(200)))
        {
            if (Volatile.Read(ref _began) is var began && began != 0 && Stopwatch.GetElapsedTime(began) is var waited && waited > patience)
            {
                onLost(waited);
                return;
            }
        }
    }

    /// <summary>A call that may wait.</summary>
    /// <param name="watch">Who watches it.</param>
    internal readonly struct Wait(WaitingWatch watch) : IDisposable
    {
        /// <summary>After the call.</summary>
        public void Dispose() => Volatile.Write(ref watch._began, 0);
    }
}
