using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y_t = x_t·Wᵀ + b at every step of a loop; the gradients of W and b are formed once, by one product over all steps.</summary>
/// <remarks>Open it before the loop, call <see cref="Apply"/> in each step. Its backward pass comes after those of all steps.</remarks>
public sealed class UnrolledLinear : Operation
{
    private Weight _weight = null!;
    private Parameter? _bias;
    private Tensor _inputs;
    private Tensor _dOutputs;
    private int _used;

    /// <summary>Prepares the map for a loop.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="bias">[1, output], or null for none.</param>
    /// <param name="totalRows">Rows of all steps together, at least as many as will be used.</param>
    public static UnrolledLinear Open(Tape tape, Weight weight, Parameter? bias, int totalRows)
    {
        UnrolledLinear site = tape.Rent<UnrolledLinear>();
        tape.Record(site);
        (site._weight, site._bias, site._used) = (weight, bias, 0);
        if (tape.IsRecording)
        {
            site._inputs = tape.Arena.Take(totalRows, weight.InputSize);
            site._dOutputs = tape.Arena.Take(totalRows, weight.OutputSize);
        }

        return site;
    }

    /// <summary>Applies the map to the rows of one step.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, input]</param>
    /// <param name="addend">[rows, output] Added to the result, or null.</param>
    /// <returns>[rows, output]</returns>
    /// <exception cref="ShapeException">x or the addend has the wrong shape.</exception>
    public Variable Apply(Tape tape, Variable x, Variable? addend = null)
    {
        _weight.ThrowUnlessInput(x.Value);
        Variable y = tape.NewVariable(x.Rows, _weight.OutputSize);
        Tensor addition = _bias?.Value ?? default;
        if (addend is not null)
        {
            ShapeException.ThrowIfNot(addend.Value, nameof(addend), ("rows", x.Rows), ("output", _weight.OutputSize));
            addition = addend.Value;
        }

        Gemm.MultiplyAdd(x.Value, _weight.Forward, addition, y.Value, tape.Arena);
        if (addend is not null && _bias is not null)
        {
            Rows.AddRow(y.Value, _bias.Value.Span);
        }

        if (tape.IsRecording)
        {
            x.Value.CopyTo(_inputs.RowRange(_used, x.Rows));
            y.PlaceGradient(_dOutputs.RowRange(_used, x.Rows));
            _used += x.Rows;
            Step step = tape.Record<Step>();
            (step.Site, step.X, step.Y, step.Addend) = (this, x, y, addend);
        }

        return y;
    }

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Tensor dy = _dOutputs.RowRange(0, _used);
        tape.Gradients!.AddProduct(_weight, dy, _inputs.RowRange(0, _used), tape.Arena);
        if (_bias is not null)
        {
            Rows.SumRows(dy, tape.Gradients.Dense(_bias).Span);
        }
    }

    private sealed class Step : Operation
    {
        internal UnrolledLinear Site { get; set; } = null!;

        internal Variable X { get; set; } = null!;

        internal Variable Y { get; set; } = null!;

        internal Variable? Addend { get; set; }

        public override void Backward(Tape tape)
        {
            if (!Y.HasGradient)
            {
                // Nothing follows from this step, but its rows take part in the product over all steps.
                Y.Gradient.Fill(0f);
                return;
            }

            Tensor dy = Y.Gradient;
            if (X.RequiresGradient)
            {
                Tensor dx = X.GradientTarget(out bool accumulate);
                Gemm.Multiply(dy, transposeA: false, Site._weight.Backward, dx, accumulate, tape.Arena);
            }

            if (Addend is { RequiresGradient: true })
            {
                AddOperation.AddGradient(dy, Addend);
            }
        }
    }
}
