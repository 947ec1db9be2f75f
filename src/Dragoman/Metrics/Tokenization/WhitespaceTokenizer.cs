namespace Dragoman.Metrics.Tokenization;

/// <summary>sacreBLEU's <c>none</c>: the text is tokenised already.</summary>
internal sealed class WhitespaceTokenizer : LineTokenizer
{
    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line) => line;
}
