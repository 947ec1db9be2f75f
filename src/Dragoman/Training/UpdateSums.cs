namespace Dragoman.Training;

/// <summary>Sums over the updates since the last validation.</summary>
/// <param name="Loss">Losses of the target tokens, in nats.</param>
/// <param name="Tokens">Target tokens.</param>
/// <param name="Seconds">Time, in seconds.</param>
public readonly record struct UpdateSums(double Loss, long Tokens, double Seconds)
{
    /// <summary>Loss in nats a target token.</summary>
    public double MeanLoss => Loss / Tokens;

    /// <summary>Target tokens a second.</summary>
    public double TokensPerSecond => Tokens / Seconds;

    /// <summary>The sums with one more update.</summary>
    /// <param name="result">What the update has seen.</param>
    /// <param name="seconds">How long it took.</param>
    internal UpdateSums With(UpdateResult result, double seconds) => new(Loss + result.Loss, Tokens + result.Tokens, Seconds + seconds);
}
