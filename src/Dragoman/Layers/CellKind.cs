namespace Dragoman.Layers;

/// <summary>The recurrent units.</summary>
public enum CellKind
{
    /// <summary>Gated recurrent unit, reset gate applied after the recurrent product (cuDNN, PyTorch, D2L).</summary>
    Gru,

    /// <summary>Gated recurrent unit with the reset gate applied before the recurrent product (Bahdanau et al. 2014).</summary>
    GruResetBefore,

    /// <summary>Long short-term memory.</summary>
    Lstm,
}
