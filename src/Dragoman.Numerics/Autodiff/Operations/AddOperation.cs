using System.Numerics.Tensors;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = a + b.</summary>
public sealed class AddOperation : Operation
{
    private Variable _a = null!;
    private Variable _b = null!;
    private Variable _y = null!;

    /// <summary>Adds two matrices of one shape.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="a">[rows, columns]</param>
    /// <param name="b">[rows, columns]</param>
    /// <param name="into">[rows, columns] Overwritten with the result and returned; null makes a new variable.</param>
    /// <returns>[rows, columns]</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Variable Apply(Tape tape, Variable a, Variable b, Variable? into = null)
    {
        ShapeException.ThrowIfNot(b.Value, nameof(b), ("rows", a.Rows), ("columns", a.Columns));
        Variable y = into ?? tape.NewVariable(a.Rows, a.Columns);
        for (int row = 0; row < a.Rows; row++)
        {
            TensorPrimitives.Add(a.Value.Row(row), b.Value.Row(row), y.Value.Row(row));
        }

        AddOperation operation = tape.Record<AddOperation>();
        (operation._a, operation._b, operation._y) = (a, b, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        AddGradient(_y.Gradient, _a);
        AddGradient(_y.Gradient, _b);
    }

    /// <summary>Contributes <paramref name="dy"/> as it is to the gradient of <paramref name="x"/>.</summary>
    internal static void AddGradient(Matrix dy, Variable x)
    {
        if (!x.RequiresGradient)
        {
            return;
        }

        Matrix dx = x.GradientTarget(out bool accumulate);
        if (!accumulate)
        {
            dy.CopyTo(dx);
            return;
        }

        for (int row = 0; row < dy.Rows; row++)
        {
            TensorPrimitives.Add(dx.Row(row), dy.Row(row), dx.Row(row));
        }
    }
}
