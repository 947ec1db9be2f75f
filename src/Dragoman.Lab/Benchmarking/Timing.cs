using System.Diagnostics;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Milliseconds of one call, over repetitions of many calls.</summary>
/// <param name="Fastest">Fastest repetition.</param>
/// <param name="Median">Median repetition.</param>
/// <param name="Slowest">Slowest repetition.</param>
internal readonly record struct Timing(double Fastest, double Median, double Slowest)
{
    private const int Repetitions = 5;
    private const double WarmUpSeconds = 1.0;

    /// <summary>Warms up until the code is compiled at its best, then measures.</summary>
    /// <param name="call">What to time.</param>
    /// <param name="warmUpCalls">Fewest calls before measuring.</param>
    /// <param name="seconds">Aimed length of a repetition.</param>
    internal static Timing Measure(Action call, int warmUpCalls, double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < warmUpCalls || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds)
        {
            call();
            calls++;
        }

        double estimate = Time(call, 1);
        int iterations = Math.Clamp((int)Math.Round(seconds * 1e3 / estimate), 1, 10_000);
        double[] times = new double[Repetitions];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = Time(call, iterations);
        }

        Array.Sort(times);
        return new Timing(times[0], times[Repetitions / 2], times[^1]);
    }

    private static double Time(Action call, int iterations)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < iterations; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / iterations;
    }
}
