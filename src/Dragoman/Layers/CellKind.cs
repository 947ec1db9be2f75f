namespace Dragoman.Layers;

/// <summary>The recurrent units.</summary>
public enum CellKind
{
    /// <summary>Gated recurrent unit, reset gate applied after the recurrent product (cuDNN, PyTorch, D2L).</summary>
    Gru,

    /// <summary>Gated recurrent unit as first published, reset gate applied before the recurrent product (Cho 2014, Bahdanau 2014).</summary>
    GruResetBefore,

    /// <summary>Long short-term memory.</summary>
    Lstm,
}
