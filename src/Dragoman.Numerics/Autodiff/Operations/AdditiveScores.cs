using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Additive attention scores e_j = vᵀ tanh(q + k_j), where query and keys are projected already.</summary>
/// <remarks>Bahdanau, Cho, Bengio 2014 (arXiv:1409.0473), A.1.2; no biases.</remarks>
public sealed class AdditiveScores : Operation
{
    private Variable _query = null!;
    private Variable _keys = null!;
    private Parameter _v = null!;
    private RaggedLayout _layout = null!;
    private Variable _scores = null!;

    /// <summary>Scores every key of each row's sentence.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="query">[rows, units] W_q q.</param>
    /// <param name="keys">[Σ length, units] W_k k.</param>
    /// <param name="v">[1, units]</param>
    /// <param name="layout">The keys of each row; its first <c>rows</c> entries are used.</param>
    /// <returns>[rows, max length]; entries past a row's length are unspecified.</returns>
    public static Variable Apply(Tape tape, Variable query, Variable keys, Parameter v, RaggedLayout layout)
    {
        Variable scores = tape.NewVariable(query.Rows, layout.MaxLength);
        AdditiveScore.Forward(
            query.Value, keys.Value, layout.Starts[..query.Rows], layout.Lengths[..query.Rows], v.Value.Span, scores.Value);
        AdditiveScores operation = tape.Record<AdditiveScores>();
        (operation._query, operation._keys, operation._v) = (query, keys, v);
        (operation._layout, operation._scores) = (layout, scores);
        return scores;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _scores.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        int rows = _query.Rows;
        AdditiveScore.Backward(
            _query.Value,
            _keys.Value,
            _layout.Starts[..rows],
            _layout.Lengths[..rows],
            _v.Value.Span,
            _scores.Gradient,
            _query.AccumulationTarget(),
            _keys.AccumulationTarget(),
            tape.Gradients!.Dense(_v).Span);
    }
}
