using System.Runtime.InteropServices;

namespace Dragoman.Benchmarks.Gemm;

/// <summary>Processor time of the calling thread: the turns of other programs on the same core do not count.</summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Seconds that the thread has run.</summary>
    internal static double Seconds()
    {
        if (Read(ThreadProcessorTime, out Time time) != 0)
        {
            throw new PlatformNotSupportedException("The comparison needs the thread clock of Linux.");
        }

        return time.Seconds + (time.Nanoseconds * 1e-9);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Time time);

    private readonly struct Time
    {
        internal readonly long Seconds;
        internal readonly long Nanoseconds;
    }
}
