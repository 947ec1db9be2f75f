using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = tanh(x), element by element.</summary>
public sealed class TanhOperation : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;

    /// <summary>Applies the hyperbolic tangent.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="into">[rows, columns] Overwritten with the result and returned; null makes a new variable.</param>
    /// <returns>[rows, columns]</returns>
    public static Variable Apply(Tape tape, Variable x, Variable? into = null)
    {
        Variable y = into ?? tape.NewVariable(x.Rows, x.Columns);
        Elementwise.Tanh(x.Value, y.Value);
        TanhOperation operation = tape.Record<TanhOperation>();
        (operation._x, operation._y) = (x, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient && _x.RequiresGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Elementwise.TanhBackward(_y.Value, _y.Gradient, _x.AccumulationTarget());
    }
}
