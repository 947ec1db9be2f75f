using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Attention weights within a window around a position that is the same for all rows (Luong et al. 2015, local-m).</summary>
internal sealed class WindowSoftmaxOperation : Operation
{
    private Variable _scores = null!;
    private Variable _weights = null!;

    /// <summary>Turns scores into weights that sum to 1 over each row's window.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="scores">[rows, max length]</param>
    /// <param name="layout">The number of keys of each row; its first <c>rows</c> entries are used.</param>
    /// <param name="position">Expected position, from 1; a row that is shorter takes its last.</param>
    /// <param name="radius">Half width of the window, at least 1.</param>
    /// <returns>[rows, max length]; 0 outside the window.</returns>
    public static Variable Apply(Tape tape, Variable scores, RaggedLayout layout, int position, int radius)
    {
        Variable weights = tape.NewVariable(scores.Rows, scores.Columns);
        WindowSoftmax.Forward(scores.Value, layout.Lengths[..scores.Rows], position, radius, weights.Value);
        WindowSoftmaxOperation operation = tape.Record<WindowSoftmaxOperation>();
        (operation._scores, operation._weights) = (scores, weights);
        return weights;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _weights.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        WindowSoftmax.Backward(_weights.Value, _weights.Gradient, ScoreGradient(_scores));
    }

    /// <summary>Where the gradient of scores is overwritten, whose only consumer turns them into weights.</summary>
    internal static Matrix ScoreGradient(Variable scores)
    {
        Matrix dScores = scores.GradientTarget(out bool accumulate);
        return accumulate
            ? throw new InvalidOperationException("Attention scores must have no consumer besides what turns them into weights.")
            : dScores;
    }
}
