namespace Dragoman.Data;

/// <summary>Why a pair is left out of a corpus; in the order in which it is looked for.</summary>
internal enum PairFault
{
    /// <summary>A side is empty, or nothing but white space.</summary>
    Blank,

    /// <summary>A side holds a control character, such as a line end of another system or the remains of a damaged file.</summary>
    ControlCharacter,

    /// <summary>A side has fewer words than wanted.</summary>
    TooShort,

    /// <summary>A side has more words than wanted.</summary>
    TooLong,

    /// <summary>One side has many more words than the other.</summary>
    LengthRatio,

    /// <summary>Too few of the characters of a side are letters.</summary>
    FewLetters,

    /// <summary>Source and target are the same text.</summary>
    Identical,

    /// <summary>The pair has been there before.</summary>
    Duplicate,
}
