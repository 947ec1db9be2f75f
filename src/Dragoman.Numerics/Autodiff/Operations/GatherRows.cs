using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Row i of the result is row <c>indices[i]</c> of x: reorders sentences, picks final states, copies beams.</summary>
internal sealed class GatherRows : Operation
{
    private Variable _x = null!;
    private ReadOnlyMemory<int> _indices;
    private Variable _y = null!;

    /// <summary>Picks rows.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="x">[any, columns]</param>
    /// <param name="indices">[rows] Not copied, so they must stay until the tape is reset.</param>
    /// <returns>[rows, columns]</returns>
    public static Variable Apply(Tape tape, Variable x, ReadOnlyMemory<int> indices)
    {
        Variable y = tape.NewVariable(tape.Arena.Take(indices.Length, x.Columns), x.RequiresGradient);
        Rows.Gather(x.Value, indices.Span, y.Value);
        if (x.RequiresGradient)
        {
            GatherRows operation = tape.Record<GatherRows>();
            (operation._x, operation._indices, operation._y) = (x, indices, y);
        }

        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Rows.ScatterAdd(_y.Gradient, _indices.Span, _x.AccumulationTarget());
    }
}
