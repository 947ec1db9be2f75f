namespace Dragoman.Text;

/// <summary>Tokens are what stands between white space of any kind; they are joined with one space.</summary>
/// <remarks>
/// White space is what has the Unicode property White_Space, no-break and ideographic spaces included. What holds nothing but invisible
/// marks, such as a zero-width joiner on its own, is no token.
/// </remarks>
public sealed class WordTokenizer : ITokenizer
{
    private const int UsualLength = 5; // of a word and the space after it, or a little less

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = new((text.Length / UsualLength) + 1);
        foreach (ReadOnlySpan<char> word in WhiteSpace.Words(text))
        {
            tokens.Add(word.ToString());
        }

        return tokens;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Range> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Range> places = new((text.Length / UsualLength) + 1);
        for (WordSpans words = WhiteSpace.Words(text); words.MoveNext();)
        {
            places.Add(words.Place);
        }

        return places;
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) => string.Join(' ', tokens);
}
