namespace Dragoman.Metrics.Tokenization;

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
