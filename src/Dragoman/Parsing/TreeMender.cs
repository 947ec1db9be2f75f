namespace Dragoman.Parsing;

/// <summary>Builds one tree from left to right and mends it on the way.</summary>
/// <param name="tokens">The tokens of the line.</param>
/// <param name="words">[leaf] The words, at least one.</param>
/// <param name="tags">[leaf] Their tags, or null to take the tokens.</param>
internal sealed class TreeMender(LinearToken[] tokens, IReadOnlyList<string> words, IReadOnlyList<string>? tags)
{
    private readonly Stack<(string Label, List<PennTree> Children)> _open = new();
    private List<PennTree> _roots = [];
    private int[]? _nextClosings;
    private int _leafCount;
    private TreeRepairs _repairs;

    /// <summary>Where the next node goes.</summary>
    private List<PennTree> Siblings => _open.TryPeek(out (string Label, List<PennTree> Children) innermost) ? innermost.Children : _roots;

    /// <summary>Builds the tree; may be called once.</summary>
    internal MendedTree Mend()
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            switch (tokens[i].Kind)
            {
                case LinearTokenKind.Open:
                    _open.Push((tokens[i].Label, []));
                    break;
                case LinearTokenKind.Close:
                    Close(i);
                    break;
                case LinearTokenKind.Leaf when _leafCount < words.Count:
                    AddLeaf(tokens[i].Label);
                    break;
                case LinearTokenKind.Leaf:
                    _repairs |= TreeRepairs.Leaves;
                    break;
                default:
                    _repairs |= TreeRepairs.Tokens;
                    break;
            }
        }

        return new MendedTree(Finish(), _repairs);
    }

    private void AddLeaf(string token)
    {
        Siblings.Add(PennTree.Leaf(tags?[_leafCount] ?? token, words[_leafCount]));
        _leafCount++;
    }

    private void Close(int index)
    {
        string label = tokens[index].Label;
        if (_open.Count == 0)
        {
            // Its opening bracket is added at the start.
            _repairs |= TreeRepairs.Brackets;
            _roots = _roots.Count == 0 ? [] : [PennTree.Constituent(label, _roots)];
            return;
        }

        string innermost = _open.Peek().Label;
        if (label == innermost)
        {
            CloseInnermost();
        }
        else if (NextClosing(index) is { } next && next == innermost)
        {
            _repairs |= TreeRepairs.Brackets; // The innermost bracket is closed later: this one has no opening bracket.
        }
        else if (_open.Any(bracket => bracket.Label == label))
        {
            _repairs |= TreeRepairs.Brackets;
            while (_open.Peek().Label != label)
            {
                CloseInnermost();
            }

            CloseInnermost();
        }
        else
        {
            _repairs |= TreeRepairs.Labels;
            CloseInnermost();
        }
    }

    private void CloseInnermost()
    {
        (string label, List<PennTree> children) = _open.Pop();
        if (children.Count > 0)
        {
            Siblings.Add(PennTree.Constituent(label, children));
        }
        else
        {
            _repairs |= TreeRepairs.Brackets;
        }
    }

    /// <summary>Label of the first closing bracket after a token whose opening bracket is not after that token; null if there is none.</summary>
    private string? NextClosing(int index)
    {
        _nextClosings ??= FindNextClosings();
        int next = _nextClosings[index];
        return next < tokens.Length ? tokens[next].Label : null;
    }

    /// <summary>[token] Indices for <see cref="NextClosing"/>, found from right to left; the number of tokens stands for none.</summary>
    private int[] FindNextClosings()
    {
        int[] next = new int[tokens.Length + 1];
        next[^1] = tokens.Length;
        for (int i = tokens.Length - 1; i >= 0; i--)
        {
            next[i] = i + 1 == tokens.Length ? tokens.Length : tokens[i + 1].Kind switch
            {
                LinearTokenKind.Close => i + 1,
                LinearTokenKind.Open => next[next[i + 1]],
                _ => next[i + 1],
            };
        }

        return next;
    }

    /// <summary>Closes what is open, adds the missing leaves to the outermost constituent, and joins what stands side by side.</summary>
    private PennTree Finish()
    {
        _repairs |= _open.Count > 0 ? TreeRepairs.Brackets : TreeRepairs.None;
        while (_open.Count > 1)
        {
            CloseInnermost();
        }

        if (_leafCount < words.Count)
        {
            _repairs |= TreeRepairs.Leaves;
            AddMissingLeaves();
        }

        if (_open.Count > 0)
        {
            CloseInnermost();
        }

        if (_roots is [PennTree root])
        {
            return root;
        }

        _repairs |= TreeRepairs.Brackets;
        return PennTree.Constituent(PennTree.OuterLabel, _roots);
    }

    private void AddMissingLeaves()
    {
        if (_open.Count == 0 && _roots is [{ IsLeaf: false } root])
        {
            _open.Push((root.Label, [.. root.Children]));
            _roots = [];
        }

        while (_leafCount < words.Count)
        {
            AddLeaf(TreeLinearizer.PlainLeaf);
        }
    }
}
