namespace Dragoman.Metrics.Tokenization;

/// <summary>sacreBLEU's <c>tercom</c>: white space, and if wanted the normalisation of tercom.</summary>
/// <param name="normalizes">Whether entities and punctuation are normalised.</param>
/// <param name="keepsPunctuation">Whether punctuation stays.</param>
/// <param name="isAsian">Whether characters of Chinese and Japanese are taken apart.</param>
/// <remarks>
/// sacreBLEU has rules for runs of kana, too; they are bound to the start of the line, where the normalised text has a space, and never match.
/// </remarks>
internal sealed class TercomTokenizer(bool normalizes, bool keepsPunctuation, bool isAsian) : LineTokenizer
{
    private readonly CharBuffer _front = new();
    private readonly CharBuffer _back = new();

    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || (!normalizes && keepsPunctuation))
        {
            return line;
        }

        _front.Clear();
        _front.Append(line);
        if (normalizes)
        {
            Normalize(line);
        }

        if (!keepsPunctuation)
        {
            Remove<TercomPunctuation>();
            if (isAsian)
            {
                Remove<AsianPunctuation>();
            }
        }

        return _front.Written;
    }

    private void Normalize(ReadOnlySpan<char> line)
    {
        _front.Clear();
        _front.Append(' ');
        _front.Append(line.ContainsAny('\n', '&') ? Unescape(line.ToString()) : line);
        _front.Append(' ');

        Spacing.Isolate<AsciiSymbol>(_front.Written, _back);
        _front.Clear();
        _front.Append(_back.Written.ToString().Replace("'s ", " 's ", StringComparison.Ordinal));
        Spacing.IsolateSecond<Not<AsciiDigit>, PeriodOrComma>(_front.Written, _back);
        Spacing.IsolateFirst<PeriodOrComma, Not<AsciiDigit>>(_back.Written, _front);
        Spacing.IsolateSecond<AsciiDigit, Hyphen>(_front.Written, _back);
        if (isAsian)
        {
            Spacing.Isolate<Ideograph>(_back.Written, _front);
            Spacing.Isolate<AsianPunctuation>(_front.Written, _back);
        }

        _front.Clear();
        _front.Append(_back.Written);
    }

    private static string Unescape(string line) =>
        line.Replace("\n-", string.Empty, StringComparison.Ordinal)
            .Replace('\n', ' ')
            .Replace("&quot;", "\"", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal);

    private void Remove<T>()
        where T : struct, ICharacterClass
    {
        _back.Clear();
        foreach (char c in _front.Written)
        {
            if (!T.Contains(c))
            {
                _back.Append(c);
            }
        }

        _front.Clear();
        _front.Append(_back.Written);
    }
}
