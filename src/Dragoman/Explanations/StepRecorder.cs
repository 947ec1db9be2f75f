using Dragoman.Attention;
using Dragoman.Numerics.Autodiff;

namespace Dragoman.Explanations;

/// <summary>Keeps the scores and weights of every step of attention of one hypothesis.</summary>
/// <param name="given">Weights given by hand, which take the place of the step's own before they are kept.</param>
internal sealed class StepRecorder(GivenWeights given) : IAttentionWatch
{
    private readonly List<AttendedSource> _steps = [];

    /// <summary>[target_time] What the steps have seen.</summary>
    internal IReadOnlyList<AttendedSource> Steps => _steps;

    /// <inheritdoc/>
    public void OnWeighed(Tape tape, in AttendedStep attended)
    {
        given.OnWeighed(tape, attended);
        int length = attended.Layout.Lengths[0];
        _steps.Add(new AttendedSource(
            attended.Scores.Value.Row(0)[..length].ToArray(),
            attended.Weights.Value.Row(0)[..length].ToArray(),
            attended.Window.Center(tape, attended.Maps, attended.Query, length, attended.Step)));
    }
}

/// <summary>Where a step has looked.</summary>
/// <param name="Scores">[source_time]</param>
/// <param name="Weights">[source_time]</param>
/// <param name="Center">The middle of the window, from 0; null without a window.</param>
internal sealed record AttendedSource(float[] Scores, float[] Weights, float? Center);
