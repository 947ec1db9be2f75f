using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Additive score e_j = vᵀ tanh(W_q q + W_k k_j); query and keys may differ in width.</summary>
/// <remarks>Bahdanau, Cho, Bengio 2014 (arXiv:1409.0473), A.1.2. No biases; W_k k_j is computed once per sentence.</remarks>
public class AdditiveAttention : AttentionMechanism
{
    private readonly Weight _query;
    private readonly Weight _key;
    private readonly Parameter _v;

    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameters are named <c>query.weight</c>, <c>key.weight</c> and <c>v.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <param name="units">Width of the joint projection.</param>
    public AdditiveAttention(ParameterScope scope, int querySize, int valueSize, int units)
    {
        _query = scope.Matrix("query.weight", units, querySize).Whole();
        _key = scope.Matrix("key.weight", units, valueSize).Whole();
        _v = scope.Vector("v.weight", units);
    }

    /// <summary>Makes the score of parameters that exist already.</summary>
    /// <param name="query">W_q: [units, query].</param>
    /// <param name="key">W_k: [units, values].</param>
    /// <param name="v">[1, units]</param>
    protected AdditiveAttention(Weight query, Weight key, Parameter v)
    {
        (_query, _key, _v) = (query, key, v);
    }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, Variable keys) => LinearOperation.Apply(tape, keys, _key, bias: null);

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout)
    {
        Variable projected = memory.Maps.Apply(tape, _query, bias: null, query); // [rows, units]
        return AdditiveScores.Apply(tape, projected, memory.Keys, _v, layout);
    }
}
