using System.Text;

namespace Dragoman.Text.Rewriting;

/// <summary>A step of cleaning that changes some parts of a text and leaves the others as they are. Immutable and safe for many threads.</summary>
internal abstract class TextRewrite
{
    /// <summary>What the step changes.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="edits">Takes the changes, in order and without overlap.</param>
    internal abstract void Find(string text, List<TextEdit> edits);

    /// <summary>Rewrites a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The new text; the same instance if nothing had to change.</returns>
    internal virtual string Apply(string text)
    {
        List<TextEdit> edits = [];
        Find(text, edits);
        if (edits.Count == 0)
        {
            return text;
        }

        StringBuilder result = new(text.Length + (2 * edits.Count));
        int copied = 0;
        foreach (TextEdit edit in edits)
        {
            result.Append(text, copied, edit.Start - copied).Append(edit.Text);
            copied = edit.Start + edit.Length;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Rewrites a text that knows where it comes from.</summary>
    /// <param name="text">The text.</param>
    internal virtual NormalizedText Apply(NormalizedText text)
    {
        List<TextEdit> edits = [];
        Find(text.Text, edits);
        return text.Edit(edits);
    }
}
