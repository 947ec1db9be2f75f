namespace Dragoman.Text.SentencePieces;

/// <summary>Texts with numbers, to be found at the beginning of others.</summary>
internal sealed class PieceTrie
{
    /// <summary>No number, or no further node.</summary>
    internal const int None = -1;

    private readonly Dictionary<long, int> _children = []; // by node and character
    private readonly List<int> _numbers = [None]; // by node

    /// <summary>Whether there is no text.</summary>
    internal bool IsEmpty => _children.Count == 0;

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text; not empty.</param>
    /// <param name="number">Its number.</param>
    internal void Add(string text, int number)
    {
        int node = 0;
        foreach (char c in text)
        {
            if (!_children.TryGetValue(Key(node, c), out int child))
            {
                child = _numbers.Count;
                _children.Add(Key(node, c), child);
                _numbers.Add(None);
            }

            node = child;
        }

        _numbers[node] = number;
    }

    /// <summary>Goes on by a character.</summary>
    /// <param name="node">Where one is, 0 at the beginning; afterwards the next node, or <see cref="None"/>.</param>
    /// <param name="c">The character.</param>
    /// <returns>The number of the text that ends there, or <see cref="None"/>.</returns>
    internal int Advance(ref int node, char c)
    {
        node = _children.TryGetValue(Key(node, c), out int child) ? child : None;
        return node == None ? None : _numbers[node];
    }

    /// <summary>Length of the longest text that another begins with; 0 if none.</summary>
    /// <param name="text">The other text.</param>
    internal int LongestPrefix(ReadOnlySpan<char> text)
    {
        int longest = 0;
        int node = IsEmpty ? None : 0;
        for (int i = 0; i < text.Length && node != None; i++)
        {
            longest = Advance(ref node, text[i]) != None ? i + 1 : longest;
        }

        return longest;
    }

    private static long Key(int node, char c) => ((long)node << 16) | c;
}
