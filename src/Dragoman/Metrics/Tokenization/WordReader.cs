namespace Dragoman.Metrics.Tokenization;

/// <summary>Turns lines into token numbers.</summary>
/// <param name="tokenizer">Where to cut.</param>
/// <param name="lowercase">Whether case does not matter.</param>
internal sealed class WordReader(LineTokenizer tokenizer, bool lowercase)
{
    private readonly TokenIds _ids = new();

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="tokens">Overwritten with the numbers of its tokens.</param>
    public void Read(string line, List<int> tokens)
    {
        tokens.Clear();
        ReadOnlySpan<char> text = PythonText.TrimEnd(lowercase ? PythonText.Lower(line) : line);
        ReadOnlySpan<char> rest = tokenizer.Tokenize(text);
        while (PythonText.TryReadWord(ref rest, out ReadOnlySpan<char> word))
        {
            tokens.Add(_ids.Of(word));
        }
    }
}

/// <summary>Numbers tokens in the order in which they are met, so that n-grams compare as integers.</summary>
internal sealed class TokenIds
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TokenIds() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of a token, from 0.</summary>
    public int Of(ReadOnlySpan<char> token)
    {
        if (!_lookup.TryGetValue(token, out int id))
        {
            id = _ids.Count;
            _ids.Add(token.ToString(), id);
        }

        return id;
    }
}
