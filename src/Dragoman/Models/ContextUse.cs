namespace Dragoman.Models;

/// <summary>How the summary of the source reaches a decoder without attention.</summary>
public enum ContextUse
{
    /// <summary>Only through the decoder's first state (Sutskever et al. 2014).</summary>
    InitialState,

    /// <summary>Also as part of the input of every step (Cho et al. 2014).</summary>
    EveryStep,
}
