using Dragoman.Numerics.Autodiff;

namespace Dragoman.Attention;

/// <summary>Concat score e_j = vᵀ tanh(W [q; k_j]): the additive score, its two matrices kept as the left and right columns of one.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), "concat". (The published code uses vᵀ tanh(k_j + W q) instead.)
/// </remarks>
internal sealed class ConcatAttention : AdditiveAttention
{
    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameters are named <c>weight</c> and <c>v.weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    /// <param name="units">Width of the joint projection.</param>
    public ConcatAttention(ParameterScope scope, int querySize, int valueSize, int units)
        : this(scope.Matrix("weight", units, querySize + valueSize), scope.Vector("v.weight", units), querySize, valueSize)
    {
    }

    private ConcatAttention(Parameter weight, Parameter v, int querySize, int valueSize)
        : base(weight.Columns(0, querySize), weight.Columns(querySize, valueSize), v)
    {
    }
}
