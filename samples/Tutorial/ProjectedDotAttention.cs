using Dragoman.Attention;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Samples.Tutorial;

/// <summary>A score that the library does not have: e_j = (W_q q)ᵀ (W_k k_j) / √units.</summary>
/// <remarks>Vaswani et al. 2017 (arXiv:1706.03762), eq. 1, with one head: the score of the Transformer.</remarks>
public sealed class ProjectedDotAttention : AttentionMechanism
{
    private readonly Weight _query;
    private readonly Weight _key;

    /// <summary>Makes the score; what is made in the scope is trained and saved with the model.</summary>
    public ProjectedDotAttention(ParameterScope scope, int querySize, int valueSize, int units)
    {
        _query = scope.Matrix("query.weight", units, querySize).Whole();
        _key = scope.Matrix("key.weight", units, valueSize).Whole();
    }

    /// <summary>Once per batch: W_k k_j of all its keys.</summary>
    protected override Variable PrepareKeys(Tape tape, Variable keys) =>
        LinearOperation.Apply(tape, keys, _key, bias: null); // [Σ source_time, units]

    /// <summary>Once per step: W_q q, compared with every key.</summary>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout)
    {
        Variable projected = memory.Maps.Apply(tape, _query, bias: null, query); // [rows, units]
        return DotScores.Apply(tape, projected, memory.Keys, scale: 1f / MathF.Sqrt(_query.OutputSize), layout);
    }
}
