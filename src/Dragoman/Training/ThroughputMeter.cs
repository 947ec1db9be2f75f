using Dragoman.Optimization;

namespace Dragoman.Training;

/// <summary>Mean loss and speed of the latest updates.</summary>
internal sealed class ThroughputMeter
{
    private const double Memory = 0.95; // weight that an update keeps when the next one comes

    private double _loss;
    private double _tokens;
    private double _seconds;

    /// <summary>Loss in nats per target token.</summary>
    internal double Loss => _loss / _tokens;

    /// <summary>Target tokens per second.</summary>
    internal double TokensPerSecond => _tokens / _seconds;

    internal void Add(UpdateResult result, double seconds)
    {
        _loss = (_loss * Memory) + result.Loss;
        _tokens = (_tokens * Memory) + result.Tokens;
        _seconds = (_seconds * Memory) + seconds;
    }
}
