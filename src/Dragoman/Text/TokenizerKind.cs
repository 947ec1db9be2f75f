namespace Dragoman.Text;

/// <summary>How a sentence is cut into tokens.</summary>
public enum TokenizerKind
{
    /// <summary>Tokens are what stands between blanks.</summary>
    Word,

    /// <summary>Every character is a token, blanks included.</summary>
    Character,
}
