namespace Dragoman.Parsing;

/// <summary>The part-of-speech tags of punctuation in Collins's settings of EVALB.</summary>
internal static class Punctuation
{
    internal static bool IsTag(string tag) => tag is "," or ":" or "." or "``" or "''";
}
