namespace Dragoman.Text.SentencePieces;

/// <summary>A piece of a model.</summary>
/// <param name="Text">Its text, ▁ for a space.</param>
/// <param name="Score">How good it is to use it: a logarithmic probability, or minus the number of its merge.</param>
/// <param name="Type">What it is for.</param>
internal readonly record struct Piece(string Text, float Score, PieceType Type)
{
    /// <summary>Whether it can be a part of text; others stand for something else.</summary>
    internal bool IsText => Type is PieceType.Normal or PieceType.UserDefined or PieceType.Unused;
}

/// <summary>What a piece is for; the numbers are those of the file.</summary>
internal enum PieceType
{
    /// <summary>A part of text.</summary>
    Normal = 1,

    /// <summary>Stands for what no piece can write.</summary>
    Unknown = 2,

    /// <summary>Begins or ends a sentence; never in text.</summary>
    Control = 3,

    /// <summary>A part of text that is never cut.</summary>
    UserDefined = 4,

    /// <summary>A part of text that is cut into smaller ones.</summary>
    Unused = 5,

    /// <summary>A byte of a character that no piece can write.</summary>
    Byte = 6,
}
