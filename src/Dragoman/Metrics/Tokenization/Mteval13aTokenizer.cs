namespace Dragoman.Metrics.Tokenization;

/// <summary>sacreBLEU's <c>13a</c>: the tokenisation of mteval-v13a.pl, made for Western languages.</summary>
/// <remarks>The rules run one after the other over the whole line, because each sees the spaces that the former one made.</remarks>
internal sealed class Mteval13aTokenizer : LineTokenizer
{
    private readonly CharBuffer _front = new();
    private readonly CharBuffer _back = new();

    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line)
    {
        _front.Clear();
        _front.Append(' ');
        _front.Append(line.ContainsAny("<\n&") ? Unescape(line.ToString()) : line);
        _front.Append(' ');

        Spacing.Isolate<AsciiSymbol>(_front.Written, _back);
        Spacing.IsolateSecond<Not<AsciiDigit>, PeriodOrComma>(_back.Written, _front);
        Spacing.IsolateFirst<PeriodOrComma, Not<AsciiDigit>>(_front.Written, _back);
        Spacing.IsolateSecond<AsciiDigit, Hyphen>(_back.Written, _front);
        return _front.Written;
    }

    private static string Unescape(string line) =>
        line.Replace("<skipped>", string.Empty, StringComparison.Ordinal)
            .Replace("-\n", string.Empty, StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);
}
