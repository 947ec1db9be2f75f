namespace Dragoman.Lab.Downloads;

/// <summary>How long to put up with a server.</summary>
public sealed record DownloadPatience
{
    /// <summary>How often a file is begun or gone on with before it is given up. Default: 8.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>Time before the second try; each further one waits twice as long, up to half a minute. Default: 1 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time without a byte after which a connection counts as lost. Default: 30 s.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of a file whose length nobody knows, after which it is given up. Default: 4 GB.</summary>
    public long MaximumBytes { get; init; } = 4L << 30;

    /// <summary>Time to wait after a try that failed.</summary>
    /// <param name="tries">Tries so far, from 1.</param>
    internal TimeSpan DelayAfter(int tries) =>
        TimeSpan.FromTicks(Math.Min(Delay.Ticks << Math.Min(tries - 1, 20), TimeSpan.FromSeconds(30).Ticks));
}
