using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Local attention, local-m: the t-th target token attends to [t − D, t + D], as if the languages ran side by side.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), section 3.2. Positions past the sentence's end are taken for its last, as in the published code.
/// </remarks>
public sealed class MonotonicWindow : AttentionWindow
{
    /// <summary>Makes the window.</summary>
    /// <param name="radius">Half width D in tokens, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is below 1.</exception>
    public MonotonicWindow(int radius)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(radius, 1);
        Radius = radius;
    }

    /// <summary>Half width D in tokens.</summary>
    internal int Radius { get; }

    /// <inheritdoc/>
    public override Variable Weigh(Tape tape, LoopMaps maps, Variable query, Variable scores, RaggedLayout layout, int step) =>
        WindowSoftmaxOperation.Apply(tape, scores, layout, position: step + 1, Radius);

    internal override float? Center(Tape tape, LoopMaps maps, Variable query, int length, int step) => Math.Min(step, length - 1);
}
