using System.Buffers;

namespace Dragoman.Text;

/// <summary>What parts words and what nobody sees: the one answer for every reader of text.</summary>
/// <remarks>
/// White space is what has the Unicode property White_Space, which is what <see cref="char.IsWhiteSpace(char)"/> tells: from TAB to the
/// ideographic space. Invisible are marks without width; they part nothing, but text of nothing else is blank.
/// </remarks>
internal static class WhiteSpace
{
    /// <summary>Marks without meaning for a word: zero-width space, word joiner, byte order mark, soft hyphen, Mongolian vowel separator.</summary>
    internal const string MeaninglessMarks = "\u200B\u2060\uFEFF\u00AD\u180E";

    // Joiners and non-joiners shape Persian, Hindi and emoji; the others tell the direction of letters. They stay inside a word.
    private const string MeaningfulMarks =
        "\u200C\u200D\u200E\u200F\u061C\u034F\u202A\u202B\u202C\u202D\u202E\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069";

    private const char FirstInvisible = '\u00AD';

    private static readonly SearchValues<char> Invisible = SearchValues.Create(MeaninglessMarks + MeaningfulMarks);

    /// <summary>Every character with the property White_Space.</summary>
    internal static string Characters { get; } =
        string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsWhiteSpace));

    /// <summary>Whether text is empty or holds nothing but white space and invisible marks.</summary>
    /// <param name="text">The text.</param>
    internal static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c) && (c < FirstInvisible || !Invisible.Contains(c)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The words of a text, which are what stands between white space, without those of nothing but invisible marks.</summary>
    /// <param name="text">The text.</param>
    internal static WordSpans Words(ReadOnlySpan<char> text) => new(text);
}
