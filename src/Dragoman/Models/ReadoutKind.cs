namespace Dragoman.Models;

/// <summary>What the output layer reads at a step with state s_i, context c_i and the token y_{i−1} that was read.</summary>
public enum ReadoutKind
{
    /// <summary>s_i (Dive into Deep Learning).</summary>
    State,

    /// <summary>The attentional state tanh(W_c [c_i; s_i]) (Luong et al. 2015).</summary>
    Attentional,

    /// <summary>[s_i; c_i] (Vinyals et al. 2014).</summary>
    Joined,

    /// <summary>Maxout over pairs of U s_i + V E y_{i−1} + C c_i (Bahdanau et al. 2014, as published code reads it).</summary>
    Maxout,

    /// <summary>The same with s_{i−1} (Bahdanau et al. 2014, A.2.2, as printed).</summary>
    MaxoutOfPrevious,
}
