using System.Numerics.Tensors;
using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Autodiff.Operations;

/// <summary>Additive attention scores that know what was attended to before: e_j = vᵀ tanh(q + k_j + c_j w).</summary>
/// <remarks>See, Liu, Manning 2017 (arXiv:1704.04368), equation 11; c_j is the sum of the weights that key j has had at earlier steps.</remarks>
internal sealed class CoveredAdditiveScores : Operation
{
    private Variable _query = null!;
    private Variable _keys = null!;
    private Variable _coverage = null!;
    private Parameter _v = null!;
    private Parameter _w = null!;
    private RaggedLayout _layout = null!;
    private Variable _scores = null!;

    /// <summary>Scores every key of each row's sentence.</summary>
    /// <param name="tape">The tape to record on.</param>
    /// <param name="query">[rows, units] W_q q.</param>
    /// <param name="keys">[Σ length, units] W_k k.</param>
    /// <param name="coverage">[rows, any] Of each row's keys; entries past their number are ignored.</param>
    /// <param name="v">[1, units]</param>
    /// <param name="w">[1, units] What coverage counts for.</param>
    /// <param name="layout">The keys of each row; its first <c>rows</c> entries are used.</param>
    /// <returns>[rows, max length]; entries past a row's length are unspecified.</returns>
    public static Variable Apply(Tape tape, Variable query, Variable keys, Variable coverage, Parameter v, Parameter w, RaggedLayout layout)
    {
        Variable scores = tape.NewVariable(query.Rows, layout.MaxLength);
        Span<float> hidden = tape.Arena.Take(1, query.Columns).Span;
        for (int row = 0; row < query.Rows; row++)
        {
            for (int key = 0; key < layout.Lengths[row]; key++)
            {
                Hidden(query.Value.Row(row), keys.Value.Row(layout.Starts[row] + key), coverage.Value.Row(row)[key], w.Value.Span, hidden);
                scores.Value.Row(row)[key] = TensorPrimitives.Dot(v.Value.Span, hidden);
            }
        }

        CoveredAdditiveScores operation = tape.Record<CoveredAdditiveScores>();
        (operation._query, operation._keys, operation._coverage) = (query, keys, coverage);
        (operation._v, operation._w, operation._layout, operation._scores) = (v, w, layout, scores);
        return scores;
    }

    /// <inheritdoc/>
    public override bool NeedsBackward => _scores.HasGradient;

    /// <inheritdoc/>
    public override void Backward(Tape tape)
    {
        (Matrix dQuery, Matrix dKeys) = (_query.AccumulationTarget(), _keys.AccumulationTarget());
        Matrix dCoverage = _coverage.RequiresGradient ? _coverage.AccumulationTarget() : default;
        Span<float> dV = tape.Gradients!.Dense(_v).Span;
        Span<float> dW = tape.Gradients.Dense(_w).Span;
        ReadOnlySpan<float> v = _v.Value.Span;
        ReadOnlySpan<float> w = _w.Value.Span;
        Span<float> hidden = tape.Arena.Take(1, _query.Columns).Span;
        for (int row = 0; row < _query.Rows; row++)
        {
            for (int key = 0; key < _layout.Lengths[row]; key++)
            {
                (float covered, float dScore) = (_coverage.Value.Row(row)[key], _scores.Gradient.Row(row)[key]);
                int place = _layout.Starts[row] + key;
                Hidden(_query.Value.Row(row), _keys.Value.Row(place), covered, w, hidden);
                TensorPrimitives.MultiplyAdd(hidden, dScore, dV, dV);
                TensorPrimitives.Multiply(hidden, hidden, hidden);
                TensorPrimitives.Subtract(1f, hidden, hidden);
                TensorPrimitives.Multiply(hidden, v, hidden);
                TensorPrimitives.Multiply(hidden, dScore, hidden); // de ⊙ v ⊙ (1 − tanh²), the gradient of what is within the tanh
                TensorPrimitives.Add(dQuery.Row(row), hidden, dQuery.Row(row));
                TensorPrimitives.Add(dKeys.Row(place), hidden, dKeys.Row(place));
                TensorPrimitives.MultiplyAdd(hidden, covered, dW, dW);
                if (!dCoverage.IsEmpty)
                {
                    dCoverage.Row(row)[key] += TensorPrimitives.Dot(hidden, w);
                }
            }
        }
    }

    /// <summary>tanh(q + k + c w)</summary>
    private static void Hidden(ReadOnlySpan<float> query, ReadOnlySpan<float> key, float covered, ReadOnlySpan<float> w, Span<float> hidden)
    {
        TensorPrimitives.Add(query, key, hidden);
        TensorPrimitives.MultiplyAdd(w, covered, hidden, hidden);
        TensorPrimitives.Tanh<float>(hidden, hidden);
    }
}
