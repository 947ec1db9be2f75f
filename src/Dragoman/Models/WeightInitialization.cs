namespace Dragoman.Models;

/// <summary>How the first parameters of a model are drawn.</summary>
public enum WeightInitialization
{
    /// <summary>
    /// Weights by Xavier's uniform rule, embeddings, tied or not, evenly from ±0.1, score vectors from ±1/√units; biases are zero, those of an LSTM's forget gate one.
    /// </summary>
    Xavier,

    /// <summary>Everything evenly from ±0.1 (Luong et al. 2015).</summary>
    Uniform,

    /// <summary>
    /// Recurrent matrices orthogonal, attention matrices from N(0, 0.001²), score vectors and biases zero, all others from N(0, 0.01²)
    /// (Bahdanau et al. 2014, B.1).
    /// </summary>
    Orthogonal,
}
