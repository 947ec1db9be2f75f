using System.Diagnostics;
using Dragoman.Training;

namespace Dragoman.Cli.Training;

/// <summary>Says when it is time to show progress again, and how long the rest will take.</summary>
/// <param name="interval">Time between two reports.</param>
internal sealed class ProgressClock(TimeSpan interval)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _last = Stopwatch.GetTimestamp();
    private double? _startFraction;

    /// <summary>Whether a report is due; if so, the next is due an interval later.</summary>
    internal bool IsDue()
    {
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_last, now) < interval)
        {
            return false;
        }

        _last = now;
        return true;
    }

    /// <summary>Time to the planned end at the speed so far; null while it cannot be told. Call it after every update.</summary>
    /// <param name="progress">How far training is.</param>
    internal TimeSpan? Remaining(in TrainingProgress progress)
    {
        if (progress.Fraction is not { } fraction)
        {
            return null;
        }

        double start = _startFraction ??= fraction;
        return fraction > start ? Stopwatch.GetElapsedTime(_start) * ((1 - fraction) / (fraction - start)) : null;
    }
}
