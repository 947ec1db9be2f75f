using System.Numerics.Tensors;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>The mean of each sentence's rows.</summary>
internal sealed class RaggedMean : Operation
{
    private Variable _x = null!;
    private RaggedLayout _layout = null!;
    private Variable _y = null!;

    /// <summary>Averages.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[Σ length, columns]</param>
    /// <param name="layout">The rows of each sentence.</param>
    /// <returns>[batch, columns]</returns>
    public static Variable Apply(Tape tape, Variable x, RaggedLayout layout)
    {
        Variable y = tape.NewVariable(layout.Count, x.Columns);
        for (int sentence = 0; sentence < layout.Count; sentence++)
        {
            Span<float> mean = y.Value.Row(sentence);
            mean.Clear();
            for (int i = 0; i < layout.Lengths[sentence]; i++)
            {
                TensorPrimitives.Add(mean, x.Value.Row(layout.Starts[sentence] + i), mean);
            }

            TensorPrimitives.Divide(mean, layout.Lengths[sentence], mean);
        }

        RaggedMean operation = tape.Record<RaggedMean>();
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
            int length = _layout.Lengths[sentence];
            for (int i = 0; i < length; i++)
            {
                Span<float> target = dx.Row(_layout.Starts[sentence] + i);
                TensorPrimitives.MultiplyAdd(dy.Row(sentence), 1f / length, target, target);
            }
        }
    }
}
