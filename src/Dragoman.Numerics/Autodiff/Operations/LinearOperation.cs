using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = x·Wᵀ + b for all rows at once.</summary>
public sealed class LinearOperation : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;
    private Weight _weight = null!;
    private Parameter? _bias;

    /// <summary>Applies the map.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, input]</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="bias">[1, output], or null for none.</param>
    /// <returns>[rows, output]</returns>
    /// <exception cref="ShapeException">x is not as wide as the weight's input.</exception>
    public static Variable Apply(Tape tape, Variable x, Weight weight, Parameter? bias)
    {
        weight.ThrowUnlessInput(x.Value);
        Variable y = tape.NewVariable(x.Rows, weight.OutputSize);
        weight.Multiply(x.Value, bias, y.Value, tape.Arena);

        LinearOperation operation = tape.Record<LinearOperation>();
        (operation._x, operation._y, operation._weight, operation._bias) = (x, y, weight, bias);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dy = _y.Gradient;
        tape.Gradients!.AddProduct(_weight, dy, _x.Value, tape.Arena);
        if (_bias is not null)
        {
            Rows.SumRows(dy, tape.Gradients.Dense(_bias).Span);
        }

        if (_x.RequiresGradient)
        {
            Matrix dx = _x.GradientTarget(out bool accumulate);
            _weight.MultiplyBack(dy, dx, accumulate, tape.Arena);
        }
    }
}
