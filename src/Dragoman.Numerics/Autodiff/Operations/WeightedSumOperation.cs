using System.Numerics.Tensors;
using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>The context c = Σ_j α_j v_j of each row over its sentence's values.</summary>
public sealed class WeightedSumOperation : Operation
{
    private Variable _weights = null!;
    private Variable _values = null!;
    private RaggedLayout _layout = null!;
    private Variable _context = null!;

    /// <summary>Sums the values by weight.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="weights">[rows, max length]</param>
    /// <param name="values">[Σ length, units]</param>
    /// <param name="layout">The values of each row; its first <c>rows</c> entries are used.</param>
    /// <returns>[rows, units]</returns>
    public static Variable Apply(Tape tape, Variable weights, Variable values, RaggedLayout layout)
    {
        Variable context = tape.NewVariable(weights.Rows, values.Columns);
        WeightedSum.Forward(
            weights.Value, values.Value, layout.Starts[..weights.Rows], layout.Lengths[..weights.Rows], context.Value);
        WeightedSumOperation operation = tape.Record<WeightedSumOperation>();
        (operation._weights, operation._values, operation._layout, operation._context) = (weights, values, layout, context);
        return context;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _context.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        int rows = _weights.Rows;
        (Matrix dContext, Matrix dValues) = (_context.Gradient, _values.AccumulationTarget());
        Matrix dWeights = _weights.GradientTarget(out bool accumulate);

        // The kernel overwrites: what a loss on the weights themselves has put there must stay.
        Arena.Position mark = tape.Arena.Mark();
        Matrix share = accumulate ? tape.Arena.Take(rows, dWeights.Columns) : dWeights;
        WeightedSum.Backward(
            _weights.Value, _values.Value, _layout.Starts[..rows], _layout.Lengths[..rows], dContext, share, dValues);
        MaskedSoftmaxOperation.ClearPastLength(share, _layout.Lengths[..rows]);
        for (int row = 0; accumulate && row < rows; row++)
        {
            TensorPrimitives.Add(dWeights.Row(row), share.Row(row), dWeights.Row(row));
        }

        tape.Arena.Release(mark);
    }
}
