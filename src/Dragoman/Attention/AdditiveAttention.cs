using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Additive score e_j = vᵀ tanh(W_q q + W_k k_j); query and keys may differ in width.</summary>
/// <remarks>
/// Bahdanau, Cho, Bengio 2014 (arXiv:1409.0473), A.1.2. No biases; W_k k_j is computed once per sentence. With coverage c_j w is added within the tanh,
/// where c_j is the sum of the weights that key j has had at earlier steps (See, Liu, Manning 2017, arXiv:1704.04368).
/// </remarks>
public class AdditiveAttention : AttentionMechanism
{
    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameters are named <c>query.weight</c>, <c>key.weight</c> and <c>v.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <param name="units">Width of the joint projection.</param>
    public AdditiveAttention(ParameterScope scope, int querySize, int valueSize, int units)
        : this(scope, querySize, valueSize, units, covers: false)
    {
    }

    /// <summary>Makes the score.</summary>
    /// <param name="scope">As for the other constructor; with coverage also for <c>coverage.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <param name="units">Width of the joint projection.</param>
    /// <param name="covers">Whether what was attended to before counts.</param>
    internal AdditiveAttention(ParameterScope scope, int querySize, int valueSize, int units, bool covers)
    {
        Query = scope.Matrix("query.weight", units, querySize).Whole();
        Key = scope.Matrix("key.weight", units, valueSize).Whole();
        V = scope.Vector("v.weight", units);
        CoverageVector = covers ? scope.Vector("coverage.weight", units) : null;
    }

    /// <summary>Makes the score of parameters that exist already.</summary>
    /// <param name="query">W_q: [units, query].</param>
    /// <param name="key">W_k: [units, values].</param>
    /// <param name="v">[1, units]</param>
    protected AdditiveAttention(Weight query, Weight key, Parameter v)
    {
        (Query, Key, V) = (query, key, v);
    }

    /// <summary>W_q: [units, query].</summary>
    internal Weight Query { get; }

    /// <summary>W_k: [units, values].</summary>
    internal Weight Key { get; }

    /// <summary>v: [1, units].</summary>
    internal Parameter V { get; }

    /// <summary>w: [1, units]; null without coverage.</summary>
    internal Parameter? CoverageVector { get; }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, Variable keys) => LinearOperation.Apply(tape, keys, Key, bias: null);

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout)
    {
        Variable projected = memory.Maps.Apply(tape, Query, bias: null, query); // [rows, units]
        return CoverageVector is not null && memory.Coverage is { } covered
            ? CoveredAdditiveScores.Apply(tape, projected, memory.Keys, covered, V, CoverageVector, layout)
            : AdditiveScores.Apply(tape, projected, memory.Keys, V, layout);
    }
}
