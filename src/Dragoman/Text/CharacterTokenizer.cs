using System.Text;

namespace Dragoman.Text;

/// <summary>Every Unicode character is a token; blanks (space, tab, line breaks) become the visible symbol ▁ and spaces again.</summary>
/// <remarks>Joining restores any text whose only blanks are spaces and that holds neither ▁ (U+2581) nor unpaired surrogates.</remarks>
public sealed class CharacterTokenizer : ITokenizer
{
    /// <summary>The token that stands for a blank, U+2581.</summary>
    public const string BlankToken = "\u2581";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> tokens = new(text.Length);
        foreach (Rune character in text.EnumerateRunes())
        {
            tokens.Add(IsBlank(character) ? BlankToken : character.ToString());
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
            int end = start + CodePoint.Length(text, start);
            places.Add(start..end);
            start = end;
        }

        return places;
    }

    /// <inheritdoc/>
    public string Detokenize(IEnumerable<string> tokens) =>
        string.Concat(tokens).Replace(BlankToken, " ", StringComparison.Ordinal);

    /// <summary>Whether a character is a blank.</summary>
    internal static bool IsBlank(Rune character) => character.Value is ' ' or (>= '\t' and <= '\r') or '\u0085' or '\u2028' or '\u2029';
}
