using Dragoman.Numerics.Autodiff;
using Dragoman.Numerics.Autodiff.Operations;
using Dragoman.Numerics.Layout;

namespace Dragoman.Attention;

/// <summary>What the decoder attends to: made once a batch, read at every step.</summary>
public sealed class AttentionMemory
{
    /// <summary>What is summed: [Σ source_time, values], sentence after sentence; the encoder's states, or a product with them.</summary>
    internal Variable Values { get; set; } = null!;

    /// <summary>The keys as the score needs them: [Σ source_time, keys].</summary>
    public Variable Keys { get; internal set; } = null!;

    /// <summary>Which rows belong to each row of the batch.</summary>
    public RaggedLayout Layout { get; internal set; } = null!;

    /// <summary>The projection of the query at every step, for scores that have one; opened in <c>PrepareKeys</c>.</summary>
    public UnrolledLinear? QueryProjection { get; set; }

    /// <summary>The projection W_p of the query at every step, where a position is predicted.</summary>
    internal UnrolledLinear? PositionProjection { get; set; }

    /// <summary>The product with v_p at every step, where a position is predicted.</summary>
    internal UnrolledLinear? PositionScore { get; set; }
}
