namespace Dragoman.Visualization;

/// <summary>Colours that a terminal can show.</summary>
public enum ColorSupport
{
    /// <summary>No colours and no escape sequences: shade characters, fit for files.</summary>
    None,

    /// <summary>The 256 colours of most terminals.</summary>
    Ansi256,

    /// <summary>24-bit colours.</summary>
    TrueColor,
}
