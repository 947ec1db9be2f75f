namespace Dragoman.Metrics;

/// <summary>What an error rate counts.</summary>
public enum ErrorRateUnit
{
    /// <summary>Words between white space; phonemes if those are written so. Word error rate.</summary>
    Word,

    /// <summary>Code points but white space. Character error rate.</summary>
    Character,
}
