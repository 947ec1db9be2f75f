namespace Dragoman.Text.Moses;

/// <summary>A language whose punctuation and abbreviations are known.</summary>
public enum TextLanguage
{
    /// <summary>Any other: punctuation apart, apostrophes alone, English abbreviations.</summary>
    Other,

    /// <summary>English: don 't.</summary>
    En,

    /// <summary>French: l' eau.</summary>
    Fr,

    /// <summary>German: ordinal numbers keep their dot.</summary>
    De,
}
