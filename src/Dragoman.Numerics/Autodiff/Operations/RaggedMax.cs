using System.Numerics.Tensors;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>The largest value of each column over each sentence's rows.</summary>
internal sealed class RaggedMax : Operation
{
    private Variable _x = null!;
    private RaggedLayout _layout = null!;
    private Variable _y = null!;

    /// <summary>Takes the maxima.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[Σ length, columns]</param>
    /// <param name="layout">The rows of each sentence.</param>
    /// <returns>[batch, columns]</returns>
    public static Variable Apply(Tape tape, Variable x, RaggedLayout layout)
    {
        Variable y = tape.NewVariable(layout.Count, x.Columns);
        for (int sentence = 0; sentence < layout.Count; sentence++)
        {
            Span<float> max = y.Value.Row(sentence);
            x.Value.Row(layout.Starts[sentence]).CopyTo(max);
            for (int i = 1; i < layout.Lengths[sentence]; i++)
            {
                TensorPrimitives.Max(max, x.Value.Row(layout.Starts[sentence] + i), max);
            }
        }

        RaggedMax operation = tape.Record<RaggedMax>();
        (operation._x, operation._layout, operation._y) = (x, layout, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        (Matrix dx, Matrix dy) = (_x.AccumulationTarget(), _y.Gradient);
        for (int sentence = 0; sentence < _layout.Count; sentence++)
        {
            for (int column = 0; column < dy.Columns; column++)
            {
                // The first row that has the maximum gets the gradient; the last, if there is none but not-a-number.
                int row = _layout.Starts[sentence];
                int last = row + _layout.Lengths[sentence] - 1;
                while (row < last && _x.Value[row, column] != _y.Value[sentence, column])
                {
                    row++;
                }

                dx[row, column] += dy[sentence, column];
            }
        }
    }
}
