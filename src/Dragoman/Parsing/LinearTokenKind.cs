namespace Dragoman.Parsing;

/// <summary>What a token of a linearised tree does.</summary>
internal enum LinearTokenKind
{
    /// <summary><c>(NP</c> opens a constituent.</summary>
    Open,

    /// <summary><c>)NP</c> closes it.</summary>
    Close,

    /// <summary><c>XX</c>, or a tag, stands for the next word.</summary>
    Leaf,

    /// <summary>A bracket without label, or the unknown token.</summary>
    Unreadable,
}
