namespace Dragoman.Lab.Experiments;

/// <summary>The finished runs of one system, and their means over the seeds.</summary>
/// <param name="Name">Name of the system.</param>
/// <param name="Runs">Its runs, at least one.</param>
internal sealed record SystemSummary(string Name, IReadOnlyList<RunResult> Runs)
{
    /// <summary>Groups runs by system, in their order.</summary>
    internal static IReadOnlyList<SystemSummary> Of(IEnumerable<RunResult> runs) =>
        [.. runs.GroupBy(run => run.System).Select(group => new SystemSummary(group.Key, [.. group]))];

    /// <summary>Mean and standard deviation of a number that each run has; null if none has it.</summary>
    /// <param name="select">Takes it from a run.</param>
    internal (double Mean, double Deviation)? Measure(Func<RunResult, double?> select)
    {
        double[] values = [.. Runs.Select(select).OfType<double>()];
        if (values.Length == 0)
        {
            return null;
        }

        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0); // of a sample
    }

    /// <summary>Mean score of a group of sentence lengths; NaN if no run has it, as when the test file has changed.</summary>
    /// <param name="from">Fewest words of the group.</param>
    internal double LengthScore(int from) =>
        Runs.SelectMany(run => run.Lengths).Where(length => length.From == from).Select(length => length.Score).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Mean validation loss after each number of updates at which every run was still trained.</summary>
    internal IEnumerable<CurvePoint> Curve() =>
        from point in Runs.SelectMany(run => run.Training.Curve)
        group point.Loss by point.Update into losses
        where losses.Count() == Runs.Count
        orderby losses.Key
        select new CurvePoint(losses.Key, losses.Average());
}
