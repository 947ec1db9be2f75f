using System.Numerics.Tensors;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Some of the columns of a matrix.</summary>
public sealed class TakeColumns : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;
    private int _start;

    /// <summary>Copies columns.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, any]</param>
    /// <param name="start">First column.</param>
    /// <param name="count">Number of columns.</param>
    /// <returns>[rows, count]</returns>
    public static Variable Apply(Tape tape, Variable x, int start, int count)
    {
        Variable y = tape.NewVariable(x.Rows, count);
        x.Value.ColumnRange(start, count).CopyTo(y.Value);
        TakeColumns operation = tape.Record<TakeColumns>();
        (operation._x, operation._y, operation._start) = (x, y, start);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient && _x.RequiresGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dx = _x.AccumulationTarget().ColumnRange(_start, _y.Columns);
        Matrix dy = _y.Gradient;
        for (int row = 0; row < dy.Rows; row++)
        {
            TensorPrimitives.Add(dx.Row(row), dy.Row(row), dx.Row(row));
        }
    }
}
