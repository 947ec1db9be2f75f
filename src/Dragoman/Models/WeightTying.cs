namespace Dragoman.Models;

/// <summary>Which embeddings are the rows of the output matrix itself (Press and Wolf 2017, arXiv:1608.05859).</summary>
public enum WeightTying
{
    /// <summary>None: every table is learnt on its own.</summary>
    None,

    /// <summary>The decoder's.</summary>
    Target,

    /// <summary>The decoder's and the encoder's, which needs one vocabulary for both sides.</summary>
    All,
}
