using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Attention weights α = softmax(e) over the real keys of each row; positions past the length get exactly 0.</summary>
public sealed class MaskedSoftmaxOperation : Operation
{
    private Variable _scores = null!;
    private RaggedLayout _layout = null!;
    private Variable _weights = null!;

    /// <summary>Turns scores into weights that sum to 1 over each row's keys.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="scores">[rows, max length]</param>
    /// <param name="layout">The number of keys of each row; its first <c>rows</c> entries are used.</param>
    /// <returns>[rows, max length]</returns>
    public static Variable Apply(Tape tape, Variable scores, RaggedLayout layout)
    {
        Variable weights = tape.NewVariable(scores.Rows, scores.Columns);
        MaskedSoftmax.Forward(scores.Value, layout.Lengths[..scores.Rows], weights.Value);
        MaskedSoftmaxOperation operation = tape.Record<MaskedSoftmaxOperation>();
        (operation._scores, operation._layout, operation._weights) = (scores, layout, weights);
        return weights;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _weights.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dScores = _scores.GradientTarget(out bool accumulate);
        if (accumulate)
        {
            throw new InvalidOperationException("Attention scores must have no consumer besides the softmax.");
        }

        ReadOnlySpan<int> lengths = _layout.Lengths[.._scores.Rows];
        MaskedSoftmax.Backward(_weights.Value, lengths, _weights.Gradient, dScores);
        ClearPastLength(dScores, lengths);
    }

    /// <summary>The kernels leave alone what lies past a row's length; its gradient is zero.</summary>
    internal static void ClearPastLength(Matrix gradient, ReadOnlySpan<int> lengths)
    {
        for (int row = 0; row < lengths.Length; row++)
        {
            gradient.Row(row)[lengths[row]..].Clear();
        }
    }
}
