namespace Dragoman.TestKit;

/// <summary>Measures what a piece of code takes from the managed heap.</summary>
public static class Allocations
{
    private const int Attempts = 8;

    /// <summary>Bytes that the code allocates on this thread once it is warm: the least of several runs.</summary>
    /// <remarks>
    /// A garbage collection that another test sets off in between counts the unused rest of this thread's allocation buffer, up to 8 kB, as
    /// allocated; what the code itself allocates is seen in every run.
    /// </remarks>
    /// <param name="action">The code.</param>
    public static long Warm(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        action();
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
