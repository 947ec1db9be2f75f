namespace Dragoman.Numerics.Autodiff;

/// <summary>What a parameter is for, which decides how it starts.</summary>
public enum ParameterRole
{
    /// <summary>A linear map.</summary>
    Map,

    /// <summary>The map from a state to the next one: square blocks below each other, one for each gate.</summary>
    Recurrent,

    /// <summary>A map or a vector by which attention compares.</summary>
    Score,

    /// <summary>What is added.</summary>
    Bias,

    /// <summary>What is added to the gates of an LSTM: input, forget, candidate, output.</summary>
    ForgetBias,

    /// <summary>What scales.</summary>
    Gain,

    /// <summary>A vector for each token.</summary>
    Embedding,
}
