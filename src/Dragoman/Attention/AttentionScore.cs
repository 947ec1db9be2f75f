namespace Dragoman.Attention;

/// <summary>How a query is compared with the keys.</summary>
public enum AttentionScore
{
    /// <summary>No attention: the decoder sees only the encoder's final state.</summary>
    None,

    /// <summary>vᵀ tanh(W_q q + W_k k) (Bahdanau et al. 2014).</summary>
    Additive,

    /// <summary>qᵀ k; query and keys must be equally wide (Luong et al. 2015).</summary>
    Dot,

    /// <summary>qᵀ k / √d; query and keys must be equally wide.</summary>
    ScaledDot,

    /// <summary>qᵀ W k (Luong et al. 2015).</summary>
    General,

    /// <summary>vᵀ tanh(W [q; k]) (Luong et al. 2015).</summary>
    Concat,

    /// <summary>(W q)_j, of the position j alone (Luong et al. 2015).</summary>
    Location,

    /// <summary>A score of the user's own, given to the library as an <see cref="AttentionFactory"/>.</summary>
    Custom,
}
