using Dragoman.Numerics;

namespace Dragoman.Alignments;

/// <summary>Where a model looked: for each target token, one weight for each source token. Immutable.</summary>
public sealed class AttentionMap
{
    /// <summary>What a mark at a token means.</summary>
    internal const string UnknownNote = "not in the model's vocabulary: read as <unk>";

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
        if (_source.Contains(null) || _target.Contains(null))
        {
            throw new ArgumentException("A token is null.", _source.Contains(null) ? nameof(source) : nameof(target));
        }

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

    /// <summary>Makes a map from a matrix of weights.</summary>
    /// <param name="source">[source_time] Source tokens.</param>
    /// <param name="target">[target_time] Target tokens.</param>
    /// <param name="weights">[target_time, source_time] Copied; columns may be taken from a wider matrix.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a weight is not finite, or there is nothing to look at.</exception>
    public AttentionMap(IReadOnlyCollection<string> source, IReadOnlyCollection<string> target, Matrix weights)
        : this(source, target, Flatten(source, target, weights))
    {
    }

    private AttentionMap(AttentionMap other)
    {
        (_source, _target, _weights) = (other._source, other._target, other._weights);
    }

    /// <summary>Source tokens: [source_time].</summary>
    public IReadOnlyList<string> Source => _source;

    /// <summary>Target tokens: [target_time].</summary>
    public IReadOnlyList<string> Target => _target;

    /// <summary>Places in <see cref="Source"/>, from 0, of tokens that the model does not know; none unless <see cref="WithUnknown"/> has named them.</summary>
    public IReadOnlyList<int> UnknownSource { get; private init; } = [];

    /// <summary>Places in <see cref="Target"/>, from 0, of given tokens that the model does not know; none unless <see cref="WithUnknown"/> has named them.</summary>
    public IReadOnlyList<int> UnknownTarget { get; private init; } = [];

    /// <summary>Weight of one source token in one target token.</summary>
    /// <param name="targetIndex">Row: the target token.</param>
    /// <param name="sourceIndex">Column: the source token.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public float this[int targetIndex, int sourceIndex]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(sourceIndex);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sourceIndex, _source.Length);
            return Row(targetIndex)[sourceIndex];
        }
    }

    /// <summary>The weights of one target token: [source_time].</summary>
    /// <param name="targetIndex">The target token.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public ReadOnlySpan<float> Row(int targetIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(targetIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(targetIndex, _target.Length);
        return _weights.AsSpan(targetIndex * _source.Length, _source.Length);
    }

    /// <summary>The same weights with other target tokens.</summary>
    /// <param name="target">[target_time] Target tokens.</param>
    /// <exception cref="ArgumentException">There are more or fewer than before.</exception>
    public AttentionMap WithTarget(IEnumerable<string> target) => new(_source, target, _weights) { UnknownSource = UnknownSource };

    /// <summary>The same weights, with a note of the tokens that the model does not know: it has read the unknown-word token instead.</summary>
    /// <param name="source">Places of source tokens, from 0.</param>
    /// <param name="target">Places of target tokens, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public AttentionMap WithUnknown(IEnumerable<int> source, IEnumerable<int> target) => new(this)
    {
        UnknownSource = [.. source.Select(place => Checked(place, _source.Length, nameof(source)))],
        UnknownTarget = [.. target.Select(place => Checked(place, _target.Length, nameof(target)))],
    };

    private static int Checked(int place, int count, string name) => (uint)place < (uint)count
        ? place
        : throw new ArgumentOutOfRangeException(name, place, $"There are {count} tokens, from 0.");

    private static float[] Flatten(IReadOnlyCollection<string> source, IReadOnlyCollection<string> target, Matrix weights)
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
