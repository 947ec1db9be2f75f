using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Location score e_j = (W q)_j: the query alone says which position it wants, whatever stands there.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), "location". W has a row for each position; positions past the last of them are never attended to.
/// </remarks>
internal sealed class LocationAttention : AttentionMechanism
{
    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameter is named <c>weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="positions">Number of positions that can be attended to.</param>
    public LocationAttention(ParameterScope scope, int querySize, int positions)
    {
        Weight = scope.Matrix("weight", positions, querySize).Whole();
    }

    /// <summary>W: [positions, query].</summary>
    internal Weight Weight { get; }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, Variable keys) => keys;

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout) =>
        PositionScores.Apply(tape, memory.Maps.Apply(tape, Weight, bias: null, query), layout);
}
