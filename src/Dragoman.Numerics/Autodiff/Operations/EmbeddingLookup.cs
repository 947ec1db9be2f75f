using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Row i of the result is the table's row for token i.</summary>
internal sealed class EmbeddingLookup : Operation
{
    private Parameter _table = null!;
    private ReadOnlyMemory<int> _tokens;
    private Variable _y = null!;

    /// <summary>Looks up tokens.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="table">[vocab, embed]</param>
    /// <param name="tokens">[rows] Token ids; not copied, so they must stay until the tape is reset.</param>
    /// <returns>[rows, embed]</returns>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside the table.</exception>
    public static Variable Apply(Tape tape, Parameter table, ReadOnlyMemory<int> tokens)
    {
        bool isLearnt = table.Kind != ParameterKind.Constant;
        Variable y = tape.NewVariable(tape.Arena.Take(tokens.Length, table.ColumnCount), isLearnt);
        table.Gather(tokens.Span, y.Value);
        if (isLearnt)
        {
            EmbeddingLookup operation = tape.Record<EmbeddingLookup>();
            (operation._table, operation._tokens, operation._y) = (table, tokens, y);
        }

        return y;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _y.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        Matrix dy = _y.Gradient;
        ReadOnlySpan<int> tokens = _tokens.Span;
        if (_table.Kind != ParameterKind.Table)
        {
            Rows.ScatterAdd(dy, tokens, tape.Gradients!.AccumulationTarget(_table));
            return;
        }

        RowGradient gradient = tape.Gradients!.Rows(_table);
        for (int i = 0; i < tokens.Length; i++)
        {
            gradient.Add(tokens[i], dy.Row(i));
        }
    }
}
