namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>[a; b]: the columns of a, then the columns of b.</summary>
public sealed class JoinColumns : Operation
{
    private Variable _a = null!;
    private Variable _b = null!;
    private Variable _y = null!;

    /// <summary>Puts one matrix beside another.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="a">[rows, a columns]</param>
    /// <param name="b">[rows, b columns]</param>
    /// <param name="into">[rows, a columns + b columns] Overwritten with the result and returned; null makes a new variable.</param>
    /// <returns>[rows, a columns + b columns]</returns>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public static Variable Apply(Tape tape, Variable a, Variable b, Variable? into = null)
    {
        ShapeException.ThrowIfNot(b.Value, nameof(b), ("rows", a.Rows), ("columns", b.Columns));
        Variable y = into ?? tape.NewVariable(a.Rows, a.Columns + b.Columns);
        a.Value.CopyTo(y.Value.ColumnRange(0, a.Columns));
        b.Value.CopyTo(y.Value.ColumnRange(a.Columns, b.Columns));
        JoinColumns operation = tape.Record<JoinColumns>();
        (operation._a, operation._b, operation._y) = (a, b, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dy = _y.Gradient;
        AddOperation.AddGradient(dy.ColumnRange(0, _a.Columns), _a);
        AddOperation.AddGradient(dy.ColumnRange(_a.Columns, _b.Columns), _b);
    }
}
