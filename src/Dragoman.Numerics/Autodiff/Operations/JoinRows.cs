namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>The rows of a, then the rows of b.</summary>
internal sealed class JoinRows : Operation
{
    private Variable _a = null!;
    private Variable _b = null!;
    private Variable _y = null!;

    /// <summary>Puts one matrix below another.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="a">[a rows, columns]</param>
    /// <param name="b">[b rows, columns]</param>
    /// <returns>[a rows + b rows, columns]</returns>
    /// <exception cref="ShapeException">The widths differ.</exception>
    public static Variable Apply(Tape tape, Variable a, Variable b)
    {
        ShapeException.ThrowIfNot(b.Value, nameof(b), ("rows", b.Rows), ("columns", a.Columns));
        Variable y = tape.NewVariable(a.Rows + b.Rows, a.Columns);
        a.Value.CopyTo(y.Value.RowRange(0, a.Rows));
        b.Value.CopyTo(y.Value.RowRange(a.Rows, b.Rows));
        JoinRows operation = tape.Record<JoinRows>();
        (operation._a, operation._b, operation._y) = (a, b, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dy = _y.Gradient;
        AddOperation.AddGradient(dy.RowRange(0, _a.Rows), _a);
        AddOperation.AddGradient(dy.RowRange(_a.Rows, _b.Rows), _b);
    }
}
