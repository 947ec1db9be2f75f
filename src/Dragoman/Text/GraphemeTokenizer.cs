using System.Globalization;
using System.Text;

namespace Dragoman.Text;

/// <summary>What a reader takes for one character is a token: a letter with its marks, an emoji of several parts (Unicode grapheme clusters); blanks become ▁.</summary>
/// <remarks>Joining restores any text whose only blanks are spaces and that holds neither ▁ (U+2581) nor unpaired surrogates.</remarks>
internal sealed class GraphemeTokenizer : ITokenizer
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = new(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, start);
            tokens.Add(TokenOf(text.AsSpan(start, length)));
            start += length;
        }

        return tokens;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Range> Locate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Range> places = new(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int end = start + StringInfo.GetNextTextElementLength(text, start);
            places.Add(start..end);
            start = end;
        }

        return places;
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) => string.Concat(tokens).Replace(CharacterTokenizer.BlankToken, " ", StringComparison.Ordinal);

    /// <summary>A cluster as it is, but for a blank that it is or begins with, and halves of characters.</summary>
    private static string TokenOf(ReadOnlySpan<char> cluster)
    {
        if (cluster is "\r\n")
        {
            return CharacterTokenizer.BlankToken;
        }

        StringBuilder token = new(cluster.Length);
        foreach (Rune character in cluster.EnumerateRunes())
        {
            token.Append(CharacterTokenizer.IsBlank(character) ? CharacterTokenizer.BlankToken : character.ToString());
        }

        return token.ToString();
    }
}
