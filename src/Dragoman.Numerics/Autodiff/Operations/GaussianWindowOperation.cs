using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Attention weights within a window around a predicted position p = S·σ(x), with a Gaussian (Luong et al. 2015, local-p).</summary>
internal sealed class GaussianWindowOperation : Operation
{
    private Variable _scores = null!;
    private Variable _predictions = null!;
    private RaggedLayout _layout = null!;
    private Variable _weights = null!;
    private Matrix _unweighted;
    private int _radius;

    /// <summary>Turns scores into weights.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="scores">[rows, max length]</param>
    /// <param name="predictions">[rows, 1] x.</param>
    /// <param name="layout">The number of keys S of each row; its first <c>rows</c> entries are used.</param>
    /// <param name="radius">Half width D of the window, at least 1.</param>
    /// <returns>[rows, max length]; 0 outside the window. A row's sum is at most 1.</returns>
    public static Variable Apply(Tape tape, Variable scores, Variable predictions, RaggedLayout layout, int radius)
    {
        Variable weights = tape.NewVariable(scores.Rows, scores.Columns);
        Matrix unweighted = tape.Arena.Take(scores.Rows, scores.Columns);
        GaussianWindow.Forward(scores.Value, layout.Lengths[..scores.Rows], predictions.Value, radius, unweighted, weights.Value);
        GaussianWindowOperation operation = tape.Record<GaussianWindowOperation>();
        (operation._scores, operation._predictions, operation._layout) = (scores, predictions, layout);
        (operation._weights, operation._unweighted, operation._radius) = (weights, unweighted, radius);
        return weights;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _weights.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        GaussianWindow.Backward(
            _unweighted,
            _layout.Lengths[.._scores.Rows],
            _predictions.Value,
            _radius,
            _weights.Gradient,
            WindowSoftmaxOperation.ScoreGradient(_scores),
            _predictions.AccumulationTarget());
    }
}
