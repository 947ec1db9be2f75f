namespace Dragoman.Models;

/// <summary>When the decoder attends.</summary>
public enum AttentionPlacement
{
    /// <summary>Before the recurrent step: the previous state asks, the context is part of the step's input (Bahdanau et al. 2014).</summary>
    BeforeCell,

    /// <summary>After the recurrent step: the new state asks (Luong et al. 2015, Vinyals et al. 2014).</summary>
    AfterCell,
}
