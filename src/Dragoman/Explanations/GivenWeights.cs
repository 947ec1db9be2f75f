using Dragoman.Attention;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Explanations;

/// <summary>Puts attention weights given by hand in place of those of a step, for every hypothesis over one sentence.</summary>
/// <param name="changes">The weights, at most once for each step.</param>
internal sealed class GivenWeights(IReadOnlyList<WeightChange> changes) : IAttentionWatch
{
    private readonly Dictionary<int, float[]> _weights = changes.ToDictionary(change => change.Step, change => change.Weights.ToArray());

    /// <summary>Whether a step's weights are given by hand.</summary>
    /// <param name="step">Number of the target token, from 0.</param>
    internal bool Has(int step) => _weights.ContainsKey(step);

    /// <inheritdoc/>
    public void OnWeighed(Tape tape, in AttendedStep attended)
    {
        if (_weights.TryGetValue(attended.Step, out float[]? given))
        {
            for (int row = 0; row < attended.Weights.Rows; row++)
            {
                given.CopyTo(attended.Weights.Value.Row(row));
            }
        }
    }
}
