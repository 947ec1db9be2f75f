using Dragoman.Layers;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;

namespace Dragoman.Attention;

/// <summary>Concat score e_j = vᵀ tanh(W [q; k_j]).</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), "concat". W [q; k] = W_q q + W_k k with the left and right columns of one matrix, so W_k k_j is
/// computed once a sentence. (The published code uses vᵀ tanh(k_j + W q) instead.)
/// </remarks>
public sealed class ConcatAttention : AttentionMechanism
{
    private readonly Weight _query;
    private readonly Weight _key;
    private readonly Parameter _v;

    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameters are named <c>weight</c> and <c>v.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <param name="units">Width of the joint projection.</param>
    public ConcatAttention(ParameterScope scope, int querySize, int valueSize, int units)
    {
        Parameter weight = scope.Matrix("weight", units, querySize + valueSize);
        (_query, _key) = (weight.Columns(0, querySize), weight.Columns(querySize, valueSize));
        _v = scope.Vector("v.weight", units);
    }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, AttentionMemory memory, Variable keys, int totalRows)
    {
        memory.QueryProjection = UnrolledLinear.Open(tape, _query, bias: null, totalRows);
        return LinearOperation.Apply(tape, keys, _key, bias: null);
    }

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query)
    {
        Variable projected = memory.QueryProjection!.Apply(tape, query); // [rows, units]
        return AdditiveScores.Apply(tape, projected, memory.Keys, _v, memory.Layout);
    }
}
