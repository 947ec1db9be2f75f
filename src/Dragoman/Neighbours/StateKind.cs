namespace Dragoman.Neighbours;

/// <summary>The vectors of a model that can be compared with those of training sentences.</summary>
public enum StateKind
{
    /// <summary>The encoder's states, one for each source token.</summary>
    Encoder,

    /// <summary>The decoder's states after each step, of its top layer.</summary>
    Decoder,

    /// <summary>The contexts that the decoder attends to, one for each step; of models with attention.</summary>
    Context,
}
