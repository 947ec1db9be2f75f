namespace Dragoman.Metrics.Tokenization;

/// <summary>sacreBLEU's <c>intl</c>: the tokenisation of mteval-v14.pl --international-tokenization, by Unicode categories.</summary>
internal sealed class InternationalTokenizer : LineTokenizer
{
    private readonly CharBuffer _front = new();
    private readonly CharBuffer _back = new();

    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line)
    {
        Spacing.IsolateSecond<Not<Number>, Punctuation>(line, _front);
        Spacing.IsolateFirst<Punctuation, Not<Number>>(_front.Written, _back);
        Spacing.Isolate<Symbol>(_back.Written, _front);
        return _front.Written;
    }
}
