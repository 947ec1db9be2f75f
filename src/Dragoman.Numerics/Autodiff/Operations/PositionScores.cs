using System.Numerics.Tensors;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Scores that belong to positions, not to keys: the first columns of a matrix with one column per position.</summary>
internal sealed class PositionScores : Operation
{
    private Variable _positions = null!;
    private Variable _scores = null!;

    /// <summary>Takes as many positions as the longest row has keys; keys past the last position get −∞.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="positions">[rows, positions]</param>
    /// <param name="layout">The keys of each row.</param>
    /// <returns>[rows, max length]</returns>
    public static Variable Apply(Tape tape, Variable positions, RaggedLayout layout)
    {
        Variable scores = tape.NewVariable(positions.Rows, layout.MaxLength);
        int known = Math.Min(positions.Columns, scores.Columns);
        positions.Value.ColumnRange(0, known).CopyTo(scores.Value.ColumnRange(0, known));
        scores.Value.ColumnRange(known, scores.Columns - known).Fill(float.NegativeInfinity);
        PositionScores operation = tape.Record<PositionScores>();
        (operation._positions, operation._scores) = (positions, scores);
        return scores;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _scores.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        int known = Math.Min(_positions.Columns, _scores.Columns);
        Matrix target = _positions.AccumulationTarget().ColumnRange(0, known);
        Matrix gradient = _scores.Gradient.ColumnRange(0, known);
        for (int row = 0; row < target.Rows; row++)
        {
            TensorPrimitives.Add(target.Row(row), gradient.Row(row), target.Row(row));
        }
    }
}
