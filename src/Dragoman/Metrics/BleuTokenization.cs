namespace Dragoman.Metrics;

/// <summary>How BLEU cuts a line into tokens.</summary>
public enum BleuTokenization
{
    /// <summary><c>none</c>: at white space only, for text that is tokenised already.</summary>
    None,

    /// <summary><c>13a</c>: as mteval-v13a.pl does; the default at WMT.</summary>
    Mteval13a,

    /// <summary><c>intl</c>: at Unicode punctuation and symbols, as mteval-v14.pl does internationally.</summary>
    International,

    /// <summary><c>char</c>: every code point but white space is a token.</summary>
    Character,
}
