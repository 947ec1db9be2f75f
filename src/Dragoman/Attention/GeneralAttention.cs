using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>General (bilinear) score e_j = qᵀ W k_j.</summary>
/// <remarks>
/// Luong, Pham, Manning 2015 (arXiv:1508.04025), "general". W k_j is computed once per sentence, so a step costs no more than a dot product. Adam changes
/// W in steps of 1 / √d of the learning rate (docs/adr/0009).
/// </remarks>
internal sealed class GeneralAttention : AttentionMechanism
{
    /// <summary>Makes the score.</summary>
    /// <param name="scope">Where its parameter is named <c>weight</c>.</param>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states.</param>
    public GeneralAttention(ParameterScope scope, int querySize, int valueSize)
    {
        Parameter weight = scope.Matrix("weight", querySize, valueSize);
        weight.StepFactor = 1f / MathF.Sqrt(valueSize);
        Weight = weight.Whole();
    }

    /// <summary>W: [query, values].</summary>
    internal Weight Weight { get; }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, Variable keys) =>
        LinearOperation.Apply(tape, keys, Weight, bias: null);

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout) =>
        DotScores.Apply(tape, query, memory.Keys, scale: 1f, layout);
}
