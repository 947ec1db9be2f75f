namespace Dragoman.Metrics;

/// <summary>Options of paired bootstrap resampling.</summary>
/// <param name="Samples">Resampled test sets, 1 to 1,000,000. Default: 1000.</param>
/// <param name="Seed">Start of the random numbers: the same seed gives the same result everywhere. Default: 12345.</param>
public sealed record BootstrapOptions(int Samples = 1000, ulong Seed = 12345)
{
    internal void ThrowIfInvalid()
    {
        if (Samples is < 1 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(Samples), Samples, "The number of samples must be 1 to 1,000,000.");
        }
    }
}
