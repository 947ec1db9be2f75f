using Dragoman.Numerics;
using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>Dot-product score e_j = qᵀ k_j, or qᵀ k_j / √d when scaled.</summary>
/// <remarks>Luong, Pham, Manning 2015 (arXiv:1508.04025), "dot".</remarks>
public sealed class DotAttention : AttentionMechanism
{
    /// <summary>Makes the score; it has no parameters.</summary>
    /// <param name="querySize">Width of the query.</param>
    /// <param name="valueSize">Width of the encoder's states; must be the same.</param>
    /// <param name="scaled">Whether scores are divided by √d, which keeps the softmax soft for wide vectors.</param>
    /// <exception cref="ShapeException">The widths differ.</exception>
    public DotAttention(int querySize, int valueSize, bool scaled)
    {
        if (querySize != valueSize)
        {
            throw new ShapeException(
                $"The dot score compares vectors of one width, but the decoder's state has {querySize} units and the encoder's {valueSize}. " +
                "Set the decoder's hidden size to the encoder's, or choose the general or additive score.");
        }

        Scale = scaled ? 1f / MathF.Sqrt(querySize) : 1f;
    }

    /// <summary>What a product of query and key is multiplied by.</summary>
    internal float Scale { get; }

    /// <inheritdoc/>
    protected override Variable PrepareKeys(Tape tape, Variable keys) => keys;

    /// <inheritdoc/>
    protected override Variable Score(Tape tape, AttentionMemory memory, Variable query, RaggedLayout layout) =>
        DotScores.Apply(tape, query, memory.Keys, Scale, layout);
}
