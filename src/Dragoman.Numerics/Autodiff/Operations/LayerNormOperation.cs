using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y = g ⊙ x̂ + b, where x̂ is x with each row brought to mean 0 and variance 1 (Ba et al. 2016).</summary>
internal sealed class LayerNormOperation : Operation
{
    private Variable _x = null!;
    private Variable _y = null!;
    private Parameter _gain = null!;
    private Parameter _bias = null!;
    private Matrix _normalized;
    private Matrix _scales;

    /// <summary>Normalises every row.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, columns]</param>
    /// <param name="gain">[1, columns] g</param>
    /// <param name="bias">[1, columns] b</param>
    /// <returns>[rows, columns]</returns>
    /// <exception cref="ShapeException">Gain or bias is not as wide as x.</exception>
    public static Variable Apply(Tape tape, Variable x, Parameter gain, Parameter bias)
    {
        Variable y = tape.NewVariable(x.Rows, x.Columns);
        Matrix normalized = tape.Arena.Take(x.Rows, x.Columns);
        Matrix scales = tape.Arena.Take(1, x.Rows);
        LayerNorm.Forward(x.Value, gain.Value.Span, bias.Value.Span, normalized, scales.Span, y.Value);
        LayerNormOperation operation = tape.Record<LayerNormOperation>();
        (operation._x, operation._y, operation._gain, operation._bias) = (x, y, gain, bias);
        (operation._normalized, operation._scales) = (normalized, scales);
        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        (Matrix dy, Matrix dx) = (_y.Gradient, _x.AccumulationTarget());
        Arena.Position mark = tape.Arena.Mark();
        LayerNorm.Backward(
            _normalized,
            _scales.Span,
            _gain.Value.Span,
            dy,
            tape.Arena.Take(1, dy.Columns).Span,
            dx,
            tape.Gradients!.Dense(_gain).Span,
            tape.Gradients.Dense(_bias).Span);
        tape.Arena.Release(mark);
    }
}
