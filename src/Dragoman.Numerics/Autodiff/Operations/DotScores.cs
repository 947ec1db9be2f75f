using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Dot-product attention scores e_j = scale · qᵀ k_j.</summary>
public sealed class DotScores : Operation
{
    private Variable _query = null!;
    private Variable _keys = null!;
    private RaggedLayout _layout = null!;
    private float _scale;
    private Variable _scores = null!;

    /// <summary>Scores every key of each row's sentence.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="query">[rows, units]</param>
    /// <param name="keys">[Σ length, units]</param>
    /// <param name="scale">Factor of every score, such as 1 / √units.</param>
    /// <param name="layout">The keys of each row; its first <c>rows</c> entries are used.</param>
    /// <returns>[rows, max length]; entries past a row's length are unspecified.</returns>
    /// <exception cref="ShapeException">Query and keys differ in width.</exception>
    public static Variable Apply(Tape tape, Variable query, Variable keys, float scale, RaggedLayout layout)
    {
        if (query.Columns != keys.Columns)
        {
            throw new ShapeException(
                $"Dot scores need a query as wide as the keys, got query [{query.Rows}, {query.Columns}] and keys " +
                $"[{keys.Rows}, {keys.Columns}]. Use the general or the additive score for different widths.");
        }

        Variable scores = tape.NewVariable(query.Rows, layout.MaxLength);
        DotScore.Forward(query.Value, keys.Value, layout.Starts[..query.Rows], layout.Lengths[..query.Rows], scale, scores.Value);
        DotScores operation = tape.Record<DotScores>();
        (operation._query, operation._keys, operation._scale) = (query, keys, scale);
        (operation._layout, operation._scores) = (layout, scores);
        return scores;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _scores.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        int rows = _query.Rows;
        DotScore.Backward(
            _query.Value,
            _keys.Value,
            _layout.Starts[..rows],
            _layout.Lengths[..rows],
            _scale,
            _scores.Gradient,
            _query.AccumulationTarget(),
            _keys.AccumulationTarget());
    }
}
