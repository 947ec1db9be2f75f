namespace Dragoman.Text;

/// <summary>Walks over the words of a text without copying them.</summary>
/// <param name="text">The text.</param>
internal ref struct WordSpans(ReadOnlySpan<char> text)
{
    private readonly int _length = text.Length;
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The present word.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Where it stands in the text.</summary>
    public readonly Range Place => (_length - _rest.Length - Current.Length)..(_length - _rest.Length);

    /// <summary>These words.</summary>
    public readonly WordSpans GetEnumerator() => this;

    /// <summary>Goes to the next word; false after the last.</summary>
    public bool MoveNext()
    {
        do
        {
            int start = 0;
            while (start < _rest.Length && char.IsWhiteSpace(_rest[start]))
            {
                start++;
            }

            int end = start;
            while (end < _rest.Length && !char.IsWhiteSpace(_rest[end]))
            {
                end++;
            }

            Current = _rest[start..end];
            _rest = _rest[end..];
        }
        while (!Current.IsEmpty && WhiteSpace.IsBlank(Current)); // A plain word is told by its first character.

        return !Current.IsEmpty;
    }
}
