namespace Dragoman.Metrics.Tokenization;

/// <summary>Text under construction; keeps its memory from one line to the next.</summary>
internal sealed class CharBuffer
{
    private char[] _characters = new char[512];
    private int _length;

    /// <summary>What has been appended since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<char> Written => _characters.AsSpan(0, _length);

    /// <summary>Starts anew.</summary>
    public void Clear() => _length = 0;

    /// <summary>Appends one character.</summary>
    public void Append(char c)
    {
        if (_length == _characters.Length)
        {
            Array.Resize(ref _characters, _characters.Length * 2);
        }

        _characters[_length++] = c;
    }

    /// <summary>Appends a run of characters.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            Append(c);
        }
    }
}
