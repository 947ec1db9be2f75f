using System.Numerics.Tensors;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = x, with z added to its first columns.</summary>
internal sealed class AddToFirstColumns : Operation
{
    private Variable _x = null!;
    private Variable _z = null!;
    private Variable _y = null!;

    /// <summary>Adds.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="z">[rows, as many columns or fewer]</param>
    /// <returns>[rows, columns]</returns>
    public static Variable Apply(Tape tape, Variable x, Variable z)
    {
        Variable y = tape.NewVariable(x.Rows, x.Columns);
        for (int row = 0; row < x.Rows; row++)
        {
            Span<float> sum = y.Value.Row(row);
            TensorPrimitives.Add(x.Value.Row(row)[..z.Columns], z.Value.Row(row), sum);
            x.Value.Row(row)[z.Columns..].CopyTo(sum[z.Columns..]);
        }

        AddToFirstColumns operation = tape.Record<AddToFirstColumns>();
        (operation._x, operation._z, operation._y) = (x, z, y);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        AddGradientTo(_x);
        AddGradientTo(_z);
    }

    private void AddGradientTo(Variable addend)
    {
        if (!addend.RequiresGradient)
        {
            return;
        }

        Matrix gradient = addend.AccumulationTarget();
        for (int row = 0; row < addend.Rows; row++)
        {
            TensorPrimitives.Add(gradient.Row(row), _y.Gradient.Row(row)[..addend.Columns], gradient.Row(row));
        }
    }
}
