namespace Dragoman.Metrics.Tokenization;

/// <summary>Puts spaces between the tokens of a line; owns scratch memory, so not to be shared by threads.</summary>
internal abstract class LineTokenizer
{
    /// <summary>Tokenises a line.</summary>
    /// <param name="line">The line, without white space at its end.</param>
    /// <returns>Tokens between white space; valid until the next call.</returns>
    public abstract ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line);
}

/// <summary>sacreBLEU's <c>none</c>: the text is tokenised already.</summary>
internal sealed class WhitespaceTokenizer : LineTokenizer
{
    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line) => line;
}
