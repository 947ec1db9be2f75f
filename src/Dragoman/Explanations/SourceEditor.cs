using System.Text;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>Puts other text in place of tokens of a sentence.</summary>
internal static class SourceEditor
{
    /// <summary>The sentence with tokens replaced, in the user's own spelling elsewhere.</summary>
    /// <param name="text">The sentence.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="changes">What is replaced, each token at most once.</param>
    /// <exception cref="ModelRequestException">A position is not in the sentence or stands twice, or two tokens are parts of one character.</exception>
    internal static string Apply(string text, IReadOnlyList<TextToken> tokens, IReadOnlyList<SourceChange> changes)
    {
        StringBuilder edited = new(text);
        int? last = null;
        int untouched = text.Length; // where what was replaced begins
        foreach (SourceChange change in changes.OrderByDescending(change => change.Position))
        {
            if (change.Position < 0 || change.Position >= tokens.Count)
            {
                throw new ModelRequestException($"Source token {change.Position} is to be replaced, but the sentence has tokens 0 to {tokens.Count - 1}.");
            }

            if (change.Position == last)
            {
                throw new ModelRequestException($"Source token {change.Position} is to be replaced twice.");
            }

            last = change.Position;
            TextToken token = tokens[change.Position];
            if (token.Start + token.Length > untouched)
            {
                throw new ModelRequestException(
                    $"Source tokens {change.Position} and {change.Position + 1} are parts of one character of the text, which can be replaced only once.");
            }

            untouched = token.Start;
            edited.Remove(token.Start, token.Length).Insert(token.Start, change.Text);
            bool leavesTwoSpaces = change.Text.Length == 0 && token.Start < edited.Length && edited[token.Start] == ' ' &&
                (token.Start == 0 || edited[token.Start - 1] == ' ');
            if (leavesTwoSpaces)
            {
                edited.Remove(token.Start, 1);
            }
        }

        return edited.ToString();
    }
}
