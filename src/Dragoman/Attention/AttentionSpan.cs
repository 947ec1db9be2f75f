namespace Dragoman.Attention;

/// <summary>How much of the source a decoder step attends to (Luong et al. 2015, section 3).</summary>
public enum AttentionSpan
{
    /// <summary>All of it.</summary>
    Global,

    /// <summary>A window around the position of the target token that is being written (local-m).</summary>
    Monotonic,

    /// <summary>A window, with a Gaussian, around a position that the decoder predicts (local-p).</summary>
    Predicted,
}
