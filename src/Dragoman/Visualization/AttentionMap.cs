using Dragoman.Numerics;

namespace Dragoman.Visualization;

/// <summary>Where a model looked: for each target token, one weight for each source token. Immutable.</summary>
public sealed class AttentionMap
{
    private readonly string[] _source;
    private readonly string[] _target;
    private readonly float[] _weights;

    /// <summary>Makes a map from weights row by row.</summary>
    /// <param name="source">[source_time] Source tokens.</param>
    /// <param name="target">[target_time] Target tokens.</param>
    /// <param name="weights">[target_time, source_time] Row-major; copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a weight is not finite, or there is nothing to look at.</exception>
    public AttentionMap(IEnumerable<string> source, IEnumerable<string> target, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        (_source, _target, _weights) = ([.. source], [.. target], weights.ToArray());
        if (_source.Length == 0 && _target.Length > 0)
        {
            throw new ArgumentException($"{_target.Length} target tokens have no source token to look at.", nameof(source));
        }

        if (_weights.LongLength != (long)_target.Length * _source.Length)
        {
            throw new ShapeException(
                $"weights: expected [target_time={_target.Length}, source_time={_source.Length}], got {_weights.Length} elements.");
        }

        int bad = Array.FindIndex(_weights, weight => !float.IsFinite(weight));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The weight of source token {bad % _source.Length} in target token {bad / _source.Length} is not finite.",
                nameof(weights));
        }
    }

    /// <summary>Makes a map from a tensor of weights.</summary>
    /// <param name="source">[source_time] Source tokens.</param>
    /// <param name="target">[target_time] Target tokens.</param>
    /// <param name="weights">[target_time, source_time] Copied; columns may be taken from a wider tensor.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a weight is not finite, or there is nothing to look at.</exception>
    public AttentionMap(IReadOnlyCollection<string> source, IReadOnlyCollection<string> target, Tensor weights)
        : this(source, target, Flatten(source, target, weights))
    {
    }

    /// <summary>Source tokens: [source_time].</summary>
    public IReadOnlyList<string> Source => _source;

    /// <summary>Target tokens: [target_time].</summary>
    public IReadOnlyList<string> Target => _target;

    /// <summary>Weight of one source token in one target token.</summary>
    /// <param name="targetIndex">Row: the target token.</param>
    /// <param name="sourceIndex">Column: the source token.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public float this[int targetIndex, int sourceIndex]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sourceIndex, (uint)_source.Length, nameof(sourceIndex));
            return Row(targetIndex)[sourceIndex];
        }
    }

    /// <summary>The weights of one target token: [source_time].</summary>
    /// <param name="targetIndex">The target token.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<float> Row(int targetIndex)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)targetIndex, (uint)_target.Length, nameof(targetIndex));
        return _weights.AsSpan(targetIndex * _source.Length, _source.Length);
    }

    /// <summary>The same weights with other target tokens.</summary>
    /// <param name="target">[target_time] Target tokens.</param>
    /// <exception cref="ArgumentException">There are more or fewer than before.</exception>
    public AttentionMap WithTarget(IEnumerable<string> target) => new(_source, target, _weights);

    private static float[] Flatten(IReadOnlyCollection<string> source, IReadOnlyCollection<string> target, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ShapeException.ThrowIfNot(weights, nameof(weights), ("target_time", target.Count), ("source_time", source.Count));
        float[] values = new float[weights.Length];
        for (int row = 0; row < weights.Rows; row++)
        {
            weights.Row(row).CopyTo(values.AsSpan(row * weights.Columns));
        }

        return values;
    }
}
