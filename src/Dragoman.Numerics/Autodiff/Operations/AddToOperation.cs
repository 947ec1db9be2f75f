using System.Numerics.Tensors;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y += x, in place.</summary>
internal sealed class AddToOperation : Operation
{
    private Variable _x = null!;
    private Variable _sum = null!;

    /// <summary>Adds to what is in <paramref name="sum"/>.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="sum">[rows, columns] Added to; nothing before this may need its value later.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static void Apply(Tape tape, Variable x, Variable sum)
    {
        ShapeException.ThrowIfNot(sum.Value, nameof(sum), ("rows", x.Rows), ("columns", x.Columns));
        for (int row = 0; row < x.Rows; row++)
        {
            TensorPrimitives.Add(sum.Value.Row(row), x.Value.Row(row), sum.Value.Row(row));
        }

        AddToOperation operation = tape.Record<AddToOperation>();
        (operation._x, operation._sum) = (x, sum);
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _sum.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        AddOperation.AddGradient(_sum.Gradient, _x);
    }
}
