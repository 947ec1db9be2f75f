namespace Dragoman.Metrics;

/// <summary>Counts of all n-grams of the references of one segment, for clipped matching.</summary>
/// <remarks>
/// A node is an n-gram; the edge from a node to a child is the token that follows. Edges lie in one open-addressing table
/// that is keyed by (node, token), so lookups are exact and nothing is allocated once the table is large enough.
/// </remarks>
internal sealed class NGramTrie
{
    private const int Root = 0;

    private Edge[] _edges = new Edge[1 << 10]; // at most half full
    private int _shift = 64 - 10; // leaves as many hash bits as index the edges
    private int[] _slots = new int[512]; // [node] where the edge to it lies
    private int[] _limits = new int[512]; // [node] largest count in any one reference
    private int[] _counts = new int[512]; // [node] count in the sequence being read
    private int _nodeCount = 1;

    /// <summary>Forgets all references.</summary>
    public void Clear()
    {
        for (int node = Root + 1; node < _nodeCount; node++)
        {
            _edges[_slots[node]] = default; // Cheaper than the whole table, which one long line may have made large.
        }

        Array.Clear(_limits, 0, _nodeCount);
        Array.Clear(_counts, 0, _nodeCount);
        _nodeCount = 1;
    }

    /// <summary>Adds a reference: each n-gram may then be matched as often as it occurs in the reference richest in it.</summary>
    /// <param name="tokens">[time] The reference.</param>
    /// <param name="maxOrder">Longest n-gram.</param>
    public void AddReference(ReadOnlySpan<int> tokens, int maxOrder)
    {
        Array.Clear(_counts, 0, _nodeCount);
        for (int start = 0; start < tokens.Length; start++)
        {
            int node = Root;
            foreach (int token in tokens.Slice(start, Math.Min(maxOrder, tokens.Length - start)))
            {
                node = FindOrAdd(node, token);
                _limits[node] = Math.Max(_limits[node], ++_counts[node]);
            }
        }
    }

    /// <summary>Counts the n-grams of a hypothesis that the references cover, each clipped to its limit.</summary>
    /// <param name="tokens">[time] The hypothesis.</param>
    /// <param name="matches">[order] Added to; its length is the longest n-gram.</param>
    public void AddMatches(ReadOnlySpan<int> tokens, Span<long> matches)
    {
        Array.Clear(_counts, 0, _nodeCount);
        for (int start = 0; start < tokens.Length; start++)
        {
            int node = Root;
            int longest = Math.Min(matches.Length, tokens.Length - start);
            for (int n = 0; n < longest && Find(node, tokens[start + n], out int slot); n++)
            {
                node = _edges[slot].Child;
                matches[n] += ++_counts[node] <= _limits[node] ? 1 : 0;
            }
        }
    }

    private int FindOrAdd(int node, int token)
    {
        if (Find(node, token, out int slot))
        {
            return _edges[slot].Child;
        }

        if (_nodeCount == _limits.Length)
        {
            Grow();
            _ = Find(node, token, out slot);
        }

        _edges[slot] = new Edge(node, token, _nodeCount);
        _slots[_nodeCount] = slot;
        return _nodeCount++;
    }

    /// <summary>Looks for an edge; <paramref name="slot"/> is where it is, or where it belongs.</summary>
    private bool Find(int node, int token, out int slot)
    {
        int mask = _edges.Length - 1;
        ulong key = ((ulong)(uint)node << 32) | (uint)token;
        slot = (int)((key * 0x9E3779B97F4A7C15) >> _shift); // Fibonacci hashing: the high bits are the mixed ones
        while (_edges[slot].Child != Root)
        {
            if (_edges[slot].Parent == node && _edges[slot].Token == token)
            {
                return true;
            }

            slot = (slot + 1) & mask;
        }

        return false;
    }

    private void Grow()
    {
        Array.Resize(ref _slots, _slots.Length * 2);
        Array.Resize(ref _limits, _limits.Length * 2);
        Array.Resize(ref _counts, _counts.Length * 2);
        Edge[] old = _edges;
        _edges = new Edge[old.Length * 2];
        _shift--;
        for (int node = Root + 1; node < _nodeCount; node++)
        {
            Edge edge = old[_slots[node]];
            _ = Find(edge.Parent, edge.Token, out _slots[node]);
            _edges[_slots[node]] = edge;
        }
    }

    /// <summary>An edge; no edge leads to the root, so a zero child marks a free slot.</summary>
    private readonly record struct Edge(int Parent, int Token, int Child);
}
