namespace Dragoman.Decoding;

/// <summary>How finished hypotheses of different lengths are made comparable; α is the length penalty, n the number of tokens with the end token.</summary>
/// <remarks>All grow with n where log P stays, so a search may bound what a hypothesis can still become by its score at the longest length.</remarks>
public enum LengthNormalization
{
    /// <summary>log P / ((5 + n) / 6)^α (Wu et al. 2016, arXiv:1609.08144, equation 14).</summary>
    Wu,

    /// <summary>log P / n^α: for α = 1 the mean log probability of a token.</summary>
    Length,

    /// <summary>log P + α n: a reward for each token (He et al. 2016, "Improved neural machine translation with SMT features").</summary>
    Reward,
}
