namespace Dragoman.Models;

/// <summary>How the decoder's first state is made of what the encoder gives.</summary>
public enum BridgeKind
{
    /// <summary>Each layer's last state is passed on; both sides must have the same shape.</summary>
    Pass,

    /// <summary>Every decoder layer starts from the summary of the source itself.</summary>
    Copy,

    /// <summary>tanh(W h + b) of the summary of the source, one map a decoder layer.</summary>
    Linear,

    /// <summary>The decoder starts from zero.</summary>
    Zero,
}
