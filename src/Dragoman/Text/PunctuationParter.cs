using System.Globalization;
using System.Text;
using Dragoman.Text.Rewriting;

namespace Dragoman.Text;

/// <summary>
/// Parts punctuation and symbols from words in any language, and marks the sides on which they were attached, so that <see cref="Join"/> gives the text back:
/// <c>J'ai faim.</c> becomes <c>J ￭'￭ ai faim ￭.</c>
/// </summary>
/// <remarks>
/// The mark is that of OpenNMT's tokenizer with <c>joiner_annotate</c> (U+FFED). Words never bear it, so that a word is the same token wherever it stands. Between two
/// symbols the second one bears it. What a reader takes for one character, such as an emoji of several parts, is not cut.
/// </remarks>
internal sealed class PunctuationParter : TextRewrite
{
    /// <summary>Says that a mark was attached on this side.</summary>
    internal const char Joint = '￭';

    private const string JointInText = "■"; // What becomes of the mark itself, as with OpenNMT.

    /// <inheritdoc/>
    internal override void Find(string text, List<TextEdit> edits)
    {
        Kind last = Kind.Space;
        for (int at = 0; at < text.Length;)
        {
            int length = LengthOfCharacter(text, at);
            Kind kind = KindOf(text.AsSpan(at, length));
            if (kind == Kind.Invisible)
            {
                kind = last == Kind.Space ? Kind.Invisible : last; // Belongs to what stands before it, or else to what follows.
            }
            else if (kind == Kind.Mark && last is Kind.Word or Kind.Mark)
            {
                edits.Add(new TextEdit(at, 0, $" {Joint}"));
            }
            else if (kind == Kind.Word && last == Kind.Mark)
            {
                edits.Add(new TextEdit(at, 0, $"{Joint} "));
            }

            for (int i = at; i < at + length; i++)
            {
                if (text[i] == Joint)
                {
                    edits.Add(new TextEdit(i, 1, JointInText));
                }
            }

            (last, at) = (kind, at + length);
        }
    }

    /// <summary>The same words when the text goes on without a space after the mark in which it ends: the <c>J ￭'</c> of <c>J'</c> becomes <c>J ￭'￭</c>.</summary>
    /// <param name="words">Words and marks with a space between them.</param>
    /// <returns>Null if the last of them is no mark.</returns>
    internal static string? OpenAtEnd(string words)
    {
        string last = words[(words.LastIndexOf(' ') + 1)..].TrimStart(Joint);
        return last.Length > 0 && last[^1] != Joint && KindOf(last) == Kind.Mark ? words + Joint : null;
    }

    /// <summary>Joins words and marks into a sentence.</summary>
    /// <param name="text">Words and marks with a space between them.</param>
    internal static string Join(string text)
    {
        if (!text.Contains(Joint, StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder joined = new(text.Length);
        bool isOpen = true; // Whether the next word stands where the last one ends.
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            joined.Append(isOpen || word[0] == Joint ? "" : " ");
            foreach (char c in word)
            {
                if (c != Joint)
                {
                    joined.Append(c);
                }
            }

            isOpen = word[^1] == Joint;
        }

        return joined.ToString();
    }

    private static int LengthOfCharacter(string text, int at) =>
        char.IsAscii(text[at]) && (at + 1 == text.Length || char.IsAscii(text[at + 1])) ? 1 : StringInfo.GetNextTextElementLength(text, at);

    private static Kind KindOf(ReadOnlySpan<char> character)
    {
        if (char.IsAsciiLetterOrDigit(character[0]))
        {
            return Kind.Word;
        }

        if (char.IsWhiteSpace(character[0]))
        {
            return Kind.Space;
        }

        if (WhiteSpace.IsBlank(character))
        {
            return Kind.Invisible;
        }

        UnicodeCategory category = Rune.DecodeFromUtf16(character, out Rune first, out _) == System.Buffers.OperationStatus.Done
            ? Rune.GetUnicodeCategory(first)
            : UnicodeCategory.Surrogate;
        return category is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol ? Kind.Mark : Kind.Word;
    }

    private enum Kind
    {
        Space,
        Word,
        Mark,
        Invisible,
    }
}
