namespace Dragoman.Data;

/// <summary>What happens to a pair that is longer than allowed.</summary>
public enum TooLongPolicy
{
    /// <summary>The sentence is cut; its last token becomes &lt;eos&gt;.</summary>
    Truncate,

    /// <summary>The pair is left out of training.</summary>
    Drop,
}
