namespace Dragoman.Text;

/// <summary>The symbols of a word in a row in which neighbours become one.</summary>
internal sealed class PieceChain
{
    private const int Gone = -2;

    private readonly string _word;
    private readonly List<int> _symbols = [];
    private readonly List<int> _starts = []; // in the word
    private readonly int[] _next;
    private readonly int[] _before;

    /// <summary>Begins with the characters of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="endsApart">Whether the end of the word is a symbol of its own.</param>
    /// <param name="idOf">The id of a symbol.</param>
    internal PieceChain(string word, bool endsApart, Func<string, int> idOf)
    {
        _word = word;
        for (int start = 0; start < word.Length;)
        {
            int length = CodePoint.Length(word, start);
            string character = word.Substring(start, length);
            _starts.Add(start);
            start += length;
            _symbols.Add(idOf(start < word.Length || endsApart ? character : character + BytePairCodes.WordEnd));
        }

        if (endsApart)
        {
            _starts.Add(word.Length);
            _symbols.Add(idOf(BytePairCodes.WordEnd));
        }

        _next = [.. Enumerable.Range(1, Count)];
        _before = [.. Enumerable.Range(-1, Count)];
    }

    /// <summary>Symbols at the beginning, and places from 0.</summary>
    internal int Count => _symbols.Count;

    /// <summary>Whether a place still has a symbol, and it has not been merged into the one before it.</summary>
    internal bool IsThere(int place) => _symbols[place] != Gone;

    /// <summary>The place before one; negative before the first.</summary>
    internal int Before(int place) => _before[place];

    /// <summary>The symbols at a place and after it; of a place that is gone or the last, a pair that is none.</summary>
    internal (int Left, int Right) PairAt(int place) =>
        IsThere(place) && _next[place] < Count ? (_symbols[place], _symbols[_next[place]]) : (Gone, Gone);

    /// <summary>Makes one symbol of that at a place and the next.</summary>
    internal void Merge(int place, int symbol)
    {
        int right = _next[place];
        _symbols[place] = symbol;
        _symbols[right] = Gone;
        _next[place] = _next[right];
        if (_next[place] < Count)
        {
            _before[_next[place]] = place;
        }
    }

    /// <summary>The text of each symbol that is left, without the mark of the end.</summary>
    internal IEnumerable<string> Pieces()
    {
        for (int place = 0; place < Count; place = _next[place])
        {
            int end = _next[place] < Count ? _starts[_next[place]] : _word.Length;
            if (end > _starts[place])
            {
                yield return _word[_starts[place]..end];
            }
        }
    }
}
