namespace Dragoman.Data;

/// <summary>What the size of a batch counts.</summary>
public enum BatchUnit
{
    /// <summary>Sentence pairs.</summary>
    Sentences,

    /// <summary>Target tokens; a pair longer than a batch makes one of its own.</summary>
    Tokens,
}
