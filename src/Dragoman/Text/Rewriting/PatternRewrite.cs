using System.Text.RegularExpressions;

namespace Dragoman.Text.Rewriting;

/// <summary>Replaces what matches patterns, one pattern after the other.</summary>
/// <param name="rules">Patterns, each with what stands in the place of a match.</param>
internal sealed class PatternRewrite(params (Regex Pattern, string Replacement)[] rules) : TextRewrite
{
    /// <inheritdoc/>
    internal override string Apply(string text) => rules.Aggregate(text, static (text, rule) => rule.Pattern.Replace(text, rule.Replacement));

    /// <inheritdoc/>
    internal override NormalizedText Apply(NormalizedText text)
    {
        foreach ((Regex pattern, string replacement) in rules)
        {
            List<TextEdit> edits = [];
            Find(pattern, replacement, text.Text, edits);
            text = text.Edit(edits);
        }

        return text;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">There are several patterns, which see the text one after the other.</exception>
    internal override void Find(string text, List<TextEdit> edits)
    {
        if (rules is not [(Regex pattern, string replacement)])
        {
            throw new NotSupportedException("Several patterns have no edits of one text; apply them.");
        }

        Find(pattern, replacement, text, edits);
    }

    /// <summary>An edit is as short as it can be, so that what a pattern keeps keeps its place.</summary>
    private static void Find(Regex pattern, string replacement, string text, List<TextEdit> edits)
    {
        foreach (Match match in pattern.Matches(text))
        {
            ReadOnlySpan<char> before = match.ValueSpan;
            ReadOnlySpan<char> after = match.Result(replacement);
            int same = before.CommonPrefixLength(after);
            before = before[same..];
            after = after[same..];
            while (!before.IsEmpty && !after.IsEmpty && before[^1] == after[^1])
            {
                before = before[..^1];
                after = after[..^1];
            }

            if (!before.IsEmpty || !after.IsEmpty)
            {
                edits.Add(new TextEdit(match.Index + same, before.Length, after.ToString()));
            }
        }
    }
}
