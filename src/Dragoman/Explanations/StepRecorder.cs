using Dragoman.Attention;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Explanations;

/// <summary>Keeps the scores and weights of every step of attention over one sentence, and puts weights given by hand in their place.</summary>
/// <param name="changes">The weights given by hand.</param>
internal sealed class StepRecorder(IReadOnlyList<WeightChange> changes) : IAttentionWatch
{
    private readonly Dictionary<int, WeightChange> _changes = changes.ToDictionary(change => change.Step);
    private readonly List<AttendedSource> _steps = [];

    /// <summary>[target_time] What the steps have seen, the first of each row's.</summary>
    internal IReadOnlyList<AttendedSource> Steps => _steps;

    /// <summary>Whether a step's weights are given by hand.</summary>
    internal bool Changes(int step) => _changes.ContainsKey(step);

    /// <inheritdoc/>
    public void OnWeighed(Tape tape, in AttendedStep attended)
    {
        int length = attended.Layout.Lengths[0];
        if (_changes.TryGetValue(attended.Step, out WeightChange? change))
        {
            for (int row = 0; row < attended.Weights.Rows; row++)
            {
                change.Weights.ToArray().CopyTo(attended.Weights.Value.Row(row));
            }
        }

        _steps.Add(new AttendedSource(
            attended.Scores.Value.Row(0)[..length].ToArray(),
            attended.Weights.Value.Row(0)[..length].ToArray(),
            attended.Window.Center(tape, attended.Maps, attended.Query.Part(0, 1), length, attended.Step)));
    }
}

/// <summary>Where a step has looked.</summary>
/// <param name="Scores">[source_time]</param>
/// <param name="Weights">[source_time]</param>
/// <param name="Center">The middle of the window, from 0; null without a window.</param>
internal sealed record AttendedSource(float[] Scores, float[] Weights, float? Center);
