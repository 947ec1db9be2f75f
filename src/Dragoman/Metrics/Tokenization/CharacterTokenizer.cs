namespace Dragoman.Metrics.Tokenization;

/// <summary>sacreBLEU's <c>char</c>: each code point is a token.</summary>
internal sealed class CharacterTokenizer : LineTokenizer
{
    private readonly CharBuffer _output = new();

    public override ReadOnlySpan<char> Tokenize(ReadOnlySpan<char> line)
    {
        _output.Clear();
        for (int i = 0; i < line.Length;)
        {
            _ = PythonText.CodePointAt(line, i, out int length);
            _output.Append(line.Slice(i, length));
            _output.Append(' ');
            i += length;
        }

        return _output.Written;
    }
}
