using System.Diagnostics;
using System.Globalization;

namespace Dragoman.Lab.Benchmarking;

/// <summary>Peak resident memory of this process.</summary>
internal static class PeakMemory
{
    /// <summary>Forgets the peak so far, where the system can (Linux); memory that is still in use counts on.</summary>
    internal static void Reset()
    {
        const string ClearReferences = "/proc/self/clear_refs";
        const string ResetPeak = "5"; // proc_pid_clear_refs(5)
        GC.Collect();
        try
        {
            if (File.Exists(ClearReferences))
            {
                File.WriteAllText(ClearReferences, ResetPeak);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The peak of the whole process remains: too high, never too low.
        }
    }

    /// <summary>Peak so far, in MiB.</summary>
    internal static double Megabytes()
    {
        const string Status = "/proc/self/status";
        if (File.Exists(Status))
        {
            foreach (string line in File.ReadLines(Status))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    string kilobytes = line["VmHWM:".Length..].Trim().Split(' ')[0];
                    return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
                }
            }
        }

        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / (1024.0 * 1024.0);
    }
}
