namespace Dragoman.Training;

/// <summary>Mean loss and speed, over the latest updates and since the last restart.</summary>
internal sealed class ThroughputMeter
{
    private const double Memory = 0.95; // weight that an update keeps when the next one comes

    private double _recentLoss;
    private double _recentTokens;
    private double _recentSeconds;
    private double _loss;
    private double _seconds;
    private long _tokens;

    /// <summary>Loss of the latest updates, in nats a target token.</summary>
    internal double RecentLoss => _recentLoss / _recentTokens;

    /// <summary>Speed of the latest updates.</summary>
    internal double RecentTokensPerSecond => _recentTokens / _recentSeconds;

    /// <summary>Loss since the last restart, in nats a target token.</summary>
    internal double MeanLoss => _loss / _tokens;

    /// <summary>Speed since the last restart.</summary>
    internal double MeanTokensPerSecond => _tokens / _seconds;

    internal void Add(UpdateResult result, double seconds)
    {
        _recentLoss = (_recentLoss * Memory) + result.Loss;
        _recentTokens = (_recentTokens * Memory) + result.Tokens;
        _recentSeconds = (_recentSeconds * Memory) + seconds;
        _loss += result.Loss;
        _tokens += result.Tokens;
        _seconds += seconds;
    }

    internal void Restart() => (_loss, _tokens, _seconds) = (0, 0, 0);
}
