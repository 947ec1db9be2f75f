namespace Dragoman.Metrics;

/// <summary>Options of the approximate randomisation test.</summary>
/// <param name="Trials">Random exchanges of translations, 1 to 1,000,000. Default: 10,000.</param>
/// <param name="Seed">Start of the random numbers: the same seed gives the same result everywhere. Default: 12345.</param>
public sealed record RandomizationOptions(int Trials = 10_000, ulong Seed = 12345)
{
    internal void ThrowIfInvalid()
    {
        if (Trials is < 1 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(Trials), Trials, "The number of trials must be 1 to 1,000,000.");
        }
    }
}
