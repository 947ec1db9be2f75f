using System.Diagnostics;
using System.Runtime.InteropServices;
using Dragoman.Neighbours;
using Dragoman.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Dragoman.Benchmarks.Neighbours;

/// <summary>How long it takes to find the ten nearest of 100,000 states in a mapped file, on one thread.</summary>
internal static class StateSearch
{
    private const int Count = 100_000;
    private const int Searches = 40;

    public static void Run()
    {
        foreach (int width in new[] { 64, 128, 256, 512, 1024 })
        {
            Measure(width);
        }
    }

    private static void Measure(int width)
    {
        string path = Path.GetTempFileName();
        try
        {
            Random random = new(width);
            Write(path, random, width);
            using SafeFileHandle file = File.OpenHandle(path);
            using StateTable table = new(MappedMatrix.Open(file, 0, Count, width), [.. Enumerable.Range(0, Count).Select(i => new StatePlace(i, 0))]);
            double[] times = new double[Searches];
            for (int search = 0; search < Searches; search++)
            {
                float[] state = Draw(random, width);
                long start = Stopwatch.GetTimestamp();
                table.Find(state, 10);
                times[search] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            Console.WriteLine($"{width,5} wide  {times[0],6:F2} ms at best, {times[Searches / 2],6:F2} ms as a rule");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, Random random, int width)
    {
        using FileStream stream = File.Create(path);
        for (int row = 0; row < Count; row++)
        {
            stream.Write(MemoryMarshal.AsBytes(Draw(random, width).AsSpan()));
        }
    }

    private static float[] Draw(Random random, int width) => [.. Enumerable.Range(0, width).Select(_ => (2 * random.NextSingle()) - 1)];
}
