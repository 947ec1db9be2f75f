namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Maxout over pairs of columns: y_j = max(x_2j, x_2j+1), counted from 0 (Goodfellow et al. 2013; Bahdanau et al. 2014, A.2.2).</summary>
internal sealed class MaxPairs : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;

    /// <summary>Takes the larger of each pair.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, 2 × units]</param>
    /// <param name="into">[rows, units] Overwritten.</param>
    /// <exception cref="ShapeException">The result is not half as wide as x.</exception>
    public static void Apply(Tape tape, Variable x, Variable into)
    {
        ShapeException.ThrowIfNot(x.Value, nameof(x), ("rows", into.Rows), ("2 × units", 2 * into.Columns));
        for (int row = 0; row < x.Rows; row++)
        {
            ReadOnlySpan<float> pairs = x.Value.Row(row);
            Span<float> larger = into.Value.Row(row);
            for (int j = 0; j < larger.Length; j++)
            {
                larger[j] = MathF.Max(pairs[2 * j], pairs[(2 * j) + 1]);
            }
        }

        MaxPairs operation = tape.Record<MaxPairs>();
        (operation._x, operation._y) = (x, into);
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        (Matrix dx, Matrix dy) = (_x.AccumulationTarget(), _y.Gradient);
        for (int row = 0; row < dy.Rows; row++)
        {
            ReadOnlySpan<float> pairs = _x.Value.Row(row);
            ReadOnlySpan<float> gradient = dy.Row(row);
            Span<float> target = dx.Row(row);
            for (int j = 0; j < gradient.Length; j++)
            {
                target[(2 * j) + (pairs[2 * j] >= pairs[(2 * j) + 1] ? 0 : 1)] += gradient[j];
            }
        }
    }
}
