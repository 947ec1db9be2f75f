using System.Text;

namespace Dragoman.Text.Moses;

/// <summary>The characters of a text without its white space and control characters, and where there are spaces between them; rules put more spaces in.</summary>
/// <remarks>
/// A rule is a pass from the left. It sees the spaces that were there before the pass, and what one match has used another cannot: of <c>a'b'c</c> a rule for
/// apostrophes between letters finds the first alone. That is how replacing by patterns works, on which the Moses scripts are built.
/// </remarks>
internal sealed class SpacedText
{
    private const int Nothing = -1;

    private readonly List<int> _points;
    private readonly List<int> _starts; // in the text
    private readonly bool[] _spaces; // before a character
    private readonly bool[] _added;

    /// <summary>Takes the characters of a text.</summary>
    /// <param name="text">The text.</param>
    internal SpacedText(string text)
    {
        Text = text;
        _points = new(text.Length);
        _starts = new(text.Length + 1);
        _spaces = new bool[text.Length + 1];
        _added = new bool[text.Length + 1];
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                _spaces[_points.Count] = _points.Count > 0;
            }
            else if (rune.Value >= ' ') // Control characters are left out.
            {
                _points.Add(rune.Value);
                _starts.Add(at);
            }

            at += rune.Utf16SequenceLength;
        }

        _spaces[_points.Count] = false;
        _starts.Add(at);
    }

    /// <summary>The text.</summary>
    internal string Text { get; }

    /// <summary>Number of these characters.</summary>
    internal int Count => _points.Count;

    /// <summary>A character.</summary>
    internal int this[int index] => _points[index];

    /// <summary>Whether there is a space before a character, or it is the first.</summary>
    internal bool IsStart(int index) => index == 0 || index == Count || _spaces[index];

    /// <summary>Where characters stand in the text; there must be no space between them.</summary>
    internal Range Place(int start, int end) => _starts[start]..EndOf(end - 1);

    /// <summary>Puts a space before a character, and one before another.</summary>
    internal void Part(int start, int end) => _spaces[start] = _spaces[end] = true;

    /// <summary>Puts spaces around each character of a kind.</summary>
    /// <param name="isOf">Tells the kind.</param>
    internal void PartEach(Func<int, bool> isOf)
    {
        for (int i = 0; i < Count; i++)
        {
            if (isOf(_points[i]))
            {
                Part(i, i + 1);
            }
        }
    }

    /// <summary>Puts spaces beside each character of a kind that stands where a rule says.</summary>
    /// <param name="rule">Where.</param>
    /// <param name="onPart">Is told of each such character; may be null.</param>
    internal void Part(in SpaceRule rule, Action<int>? onPart = null)
    {
        int used = Nothing; // the last place that a match has used: 2i + 1 for a character i, 2i for the space before it
        for (int i = 0; i < Count; i++)
        {
            if (_points[i] != rule.Mark)
            {
                continue;
            }

            int left = _spaces[i] ? 2 * i : (2 * i) - 1;
            int right = _spaces[i + 1] && i + 1 < Count ? 2 * (i + 1) : (2 * (i + 1)) + 1;
            if (used < (rule.Before is null ? (2 * i) + 1 : left) && (rule.Before?.Invoke(At(left)) ?? true) && (rule.After?.Invoke(At(right)) ?? true))
            {
                used = rule.After is not null && rule.UsesAfter ? right : (2 * i) + 1;
                _added[i] |= rule.IsLeft;
                _added[i + 1] |= rule.IsRight;
                onPart?.Invoke(i);
            }
        }

        for (int i = 0; i <= Count; i++)
        {
            _spaces[i] |= _added[i];
        }
    }

    /// <summary>The character at a place, a space, or that there is none.</summary>
    private int At(int place) => place < 0 || place >> 1 >= Count ? Nothing : (place & 1) == 0 ? ' ' : _points[place >> 1];

    private int EndOf(int index)
    {
        int length = _points[index] > char.MaxValue ? 2 : 1;
        return _starts[index] + length;
    }
}

/// <summary>Where a mark gets spaces beside it.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Before">What must stand before it, a space or a character; null if it does not matter. Where nothing is, −1 is asked for.</param>
/// <param name="After">The same for what must stand after it.</param>
/// <param name="IsLeft">Whether it gets a space before it.</param>
/// <param name="IsRight">Whether it gets a space after it.</param>
/// <param name="UsesAfter">Whether what stands after it can belong to this match only.</param>
internal readonly record struct SpaceRule(
    char Mark, Func<int, bool>? Before, Func<int, bool>? After, bool IsLeft = true, bool IsRight = true, bool UsesAfter = true);
