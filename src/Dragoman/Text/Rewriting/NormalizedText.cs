using System.Globalization;
using System.Text;

namespace Dragoman.Text.Rewriting;

/// <summary>Clean text that knows where each of its characters comes from in the raw text.</summary>
/// <remarks>
/// Cleaning works on what a reader takes for one character: letters are lowered and composed with their marks inside a grapheme cluster, and
/// spaces are dropped, added or replaced one by one. So each clean character comes from one cluster of the raw text. A <see cref="TextRewrite"/> says which
/// parts it changes: what it puts in the place of a part comes from the whole part.
/// </remarks>
internal sealed class NormalizedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    /// <summary>The clean text.</summary>
    internal string Text => _text.ToString();

    /// <summary>The part of the raw text that a part of the clean text comes from.</summary>
    /// <param name="place">The part of the clean text.</param>
    internal (int Start, int Length) Origin(Range place)
    {
        (int offset, int length) = place.GetOffsetAndLength(_text.Length);
        if (length == 0)
        {
            int at = offset < _starts.Count ? _starts[offset] : _ends.LastOrDefault();
            return (at, 0);
        }

        int start = _starts[offset];
        int end = _ends[offset + length - 1];
        return (start, Math.Max(end - start, 0));
    }

    /// <summary>Text as it is, each character from its own place.</summary>
    /// <param name="text">The text.</param>
    internal static NormalizedText Of(string text)
    {
        NormalizedText result = new();
        for (int i = 0; i < text.Length; i++)
        {
            result.Add(text.AsSpan(i, 1), i, i + 1);
        }

        return result;
    }

    /// <summary>The same with each grapheme cluster put through a function.</summary>
    /// <param name="change">What becomes of a cluster.</param>
    internal NormalizedText Change(Func<string, string> change)
    {
        NormalizedText result = new();
        string text = Text;
        for (int start = 0; start < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text, start);
            result.Add(change(text.Substring(start, length)), _starts[start], _ends[start + length - 1]);
            start += length;
        }

        return result;
    }

    /// <summary>The same with each character dropped, kept or put after others, as a function decides that sees what comes before and the character.</summary>
    /// <param name="change">Given the clean text so far and a character, what is added to it.</param>
    internal NormalizedText Filter(Func<StringBuilder, char, string> change)
    {
        NormalizedText result = new();
        string text = Text;
        for (int i = 0; i < text.Length; i++)
        {
            result.Add(change(result._text, text[i]), _starts[i], _ends[i]);
        }

        return result;
    }

    /// <summary>The same with some parts changed. A part that stays as long as it was changes character by character; an insertion comes from nowhere.</summary>
    /// <param name="edits">The changes, in order and without overlap.</param>
    internal NormalizedText Edit(IReadOnlyList<TextEdit> edits)
    {
        if (edits.Count == 0)
        {
            return this;
        }

        string text = Text; // A builder's characters are slow to reach.
        NormalizedText result = new();
        int copied = 0;
        foreach (TextEdit edit in edits)
        {
            Copy(copied, edit.Start);
            copied = edit.Start + edit.Length;
            if (edit.Text.Length == edit.Length)
            {
                for (int i = 0; i < edit.Length; i++)
                {
                    result.Add(edit.Text.AsSpan(i, 1), _starts[edit.Start + i], _ends[edit.Start + i]);
                }
            }
            else
            {
                (int start, int length) = Origin(edit.Start..copied);
                result.Add(edit.Text, start, start + length);
            }
        }

        Copy(copied, text.Length);
        return result;

        void Copy(int start, int end)
        {
            result._text.Append(text, start, end - start);
            result._starts.AddRange(_starts[start..end]);
            result._ends.AddRange(_ends[start..end]);
        }
    }

    /// <summary>The same without spaces at its end.</summary>
    internal NormalizedText TrimEnd()
    {
        while (_text.Length > 0 && _text[^1] == ' ')
        {
            _text.Length--;
            _starts.RemoveAt(_starts.Count - 1);
            _ends.RemoveAt(_ends.Count - 1);
        }

        return this;
    }

    private void Add(ReadOnlySpan<char> text, int start, int end)
    {
        _text.Append(text);
        for (int i = 0; i < text.Length; i++)
        {
            _starts.Add(start);
            _ends.Add(end);
        }
    }
}
