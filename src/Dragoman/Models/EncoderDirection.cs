namespace Dragoman.Models;

/// <summary>From which end the encoder reads the source.</summary>
public enum EncoderDirection
{
    /// <summary>From its first token to its last.</summary>
    Forward,

    /// <summary>From its last token to its first, so that the first words are the freshest in memory (Sutskever et al. 2014).</summary>
    Backward,

    /// <summary>From both; the states of the two readings stand side by side (Schuster and Paliwal 1997).</summary>
    Both,
}
