namespace Dragoman.Metrics.Tokenization;

/// <summary>Puts spaces between the tokens of a line; owns scratch memory, so not to be shared by threads.</summary>
internal abstract class LineTokenizer
{
    /// <summary>Makes the tokeniser.</summary>
    public static LineTokenizer Create(BleuTokenization kind) => kind switch
    {
        BleuTokenization.None => new WhitespaceTokenizer(),
        BleuTokenization.Mteval13a => new Mteval13aTokenizer(),
        BleuTokenization.International => new InternationalTokenizer(),
        BleuTokenization.Character => new CharacterTokenizer(),
        _ => throw new ArgumentOutOfRangeException(
            nameof(kind), kind, $"The tokenisation must be one of: {string.Join(", ", Enum.GetNames<BleuTokenization>())}."),
    };

    /// <summary>Tokenises a line.</summary>
    /// <param name="line">The line, without white space at its end.</param>
    /// <returns>Tokens between white space; valid until the next call.</returns>
    public abstract ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line);
}
