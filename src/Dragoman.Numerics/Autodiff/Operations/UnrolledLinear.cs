using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>y_t = x_t·Wᵀ + b at every step of a loop; the gradients of W and b are formed once, by one product over all steps.</summary>
/// <remarks>One of the <see cref="LoopMaps"/> of a loop: each step calls <see cref="Apply"/>, or each step calls <see cref="AddTo"/>.</remarks>
internal sealed class UnrolledLinear
{
    private Parameter? _bias;
    private int _totalRows;
    private int _usedRows;
    private int _firstColumn;
    private bool _added;
    private Matrix _inputs;
    private Variable? _outputs;

    /// <summary>[output, input] W.</summary>
    internal Weight Weight { get; private set; } = null!;

    /// <summary>Prepares the map for a loop.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weight">[output, input]</param>
    /// <param name="bias">[1, output], or null for none.</param>
    /// <param name="totalRows">Rows of all steps together, at least as many as will be used.</param>
    internal static UnrolledLinear Open(Tape tape, Weight weight, Parameter? bias, int totalRows)
    {
        UnrolledLinear site = tape.Rent<UnrolledLinear>();
        (site.Weight, site._bias, site._totalRows) = (weight, bias, totalRows);
        (site._usedRows, site._firstColumn, site._added, site._outputs) = (0, 0, false, null);
        if (tape.IsRecording)
        {
            site._inputs = tape.Arena.Take(totalRows, weight.InputSize);
        }

        return site;
    }

    /// <summary>Applies the map to the rows of one step.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, input]</param>
    /// <returns>[rows, output]</returns>
    /// <exception cref="ShapeException">x has the wrong shape.</exception>
    internal Variable Apply(Tape tape, Variable x)
    {
        Weight.ThrowUnlessInput(x.Value);
        Variable y = NewOutput(tape, x.Rows);
        Weight.Multiply(x.Value, _bias, y.Value, tape.Arena);
        Record(tape, x, y, _usedRows);
        return y;
    }

    /// <summary>Adds the map of one step's rows to what is in <paramref name="sum"/>.</summary>
    /// <remarks>
    /// Nothing is kept but x: the gradient of the map is that of the sum. All steps add to parts of one variable of the total number of rows,
    /// each of whose rows gets exactly one step.
    /// </remarks>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[rows, input]</param>
    /// <param name="sum">[rows, columns] Added to; nothing before this step may need its value later.</param>
    /// <param name="firstColumn">The first of the columns that are added to.</param>
    /// <exception cref="ShapeException">x or the sum has the wrong shape.</exception>
    internal void AddTo(Tape tape, Variable x, Variable sum, int firstColumn = 0)
    {
        Weight.ThrowUnlessInput(x.Value);
        ShapeException.ThrowIfNot(sum.Value, nameof(sum), ("rows", x.Rows), ("columns", sum.Columns));
        Matrix y = sum.Value.ColumnRange(firstColumn, Weight.OutputSize);
        Weight.AddMultiple(x.Value, y, tape.Arena);
        if (_bias is not null)
        {
            Rows.AddRow(y, _bias.Value.Span);
        }

        (_outputs, _firstColumn, _added) = (sum.Whole, firstColumn, true);
        Record(tape, x, sum, sum.FirstRow);
    }

    /// <summary>Adds the gradients of W and b, when the steps have played back.</summary>
    /// <param name="tape">The tape that recorded them.</param>
    internal void AddWeightGradient(Tape tape)
    {
        if (_outputs is null)
        {
            return;
        }

        if (_added && _usedRows != _outputs.Rows)
        {
            throw new InvalidOperationException($"A map was added to {_usedRows} rows of a sum of {_outputs.Rows}; every row must get one step.");
        }

        Matrix dy = Columns(_outputs.Gradient).RowRange(0, _usedRows);
        tape.Gradients!.AddProduct(Weight, dy, _inputs.RowRange(0, _usedRows), tape.Arena);
        if (_bias is not null)
        {
            Rows.SumRows(dy, tape.Gradients.Dense(_bias).Span);
        }
    }

    /// <summary>The next rows of a variable for all steps.</summary>
    private Variable NewOutput(Tape tape, int rows)
    {
        if (!tape.IsRecording)
        {
            return tape.NewVariable(rows, Weight.OutputSize);
        }

        _outputs ??= tape.NewVariable(_totalRows, Weight.OutputSize);
        return _outputs.Part(_usedRows, rows);
    }

    private void Record(Tape tape, Variable x, Variable y, int firstRow)
    {
        if (!tape.IsRecording)
        {
            return;
        }

        x.Value.CopyTo(_inputs.RowRange(firstRow, x.Rows));
        _usedRows += x.Rows;
        Step step = tape.Record<Step>();
        (step.Site, step.X, step.Y) = (this, x, y);
    }

    private Matrix Columns(Matrix outputs) => outputs.ColumnRange(_firstColumn, Weight.OutputSize);

    private sealed class Step : Operation
    {
        internal UnrolledLinear Site { get; set; } = null!;

        internal Variable X { get; set; } = null!;

        internal Variable Y { get; set; } = null!;

        public override bool NeedsBackward => Y.HasGradient && X.RequiresGradient;

        public override void Backward(Tape tape)
        {
            Matrix dx = X.GradientTarget(out bool accumulate);
            Site.Weight.MultiplyBack(Site.Columns(Y.Gradient), dx, accumulate, tape.Arena);
        }
    }
}
