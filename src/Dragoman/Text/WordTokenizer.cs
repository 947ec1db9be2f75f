namespace Dragoman.Text;

/// <summary>Tokens are what stands between blanks (space, tab, line breaks); they are joined with one space.</summary>
/// <remarks>
/// Other Unicode spaces, such as the no-break space, stay inside a token; <see cref="TextOptions.NormalizeSpaces"/> makes them blanks.
/// </remarks>
public sealed class WordTokenizer : ITokenizer
{
    private static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) => string.Join(' ', tokens);
}
