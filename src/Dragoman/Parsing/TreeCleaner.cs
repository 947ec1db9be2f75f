using System.Text;

namespace Dragoman.Parsing;

/// <summary>Takes out of treebank trees what a parser is not asked for.</summary>
/// <param name="options">What to take out; null for all of it.</param>
public sealed class TreeCleaner(TreeCleaningOptions? options = null)
{
    /// <summary>The part-of-speech tag of a trace.</summary>
    internal const string TraceTag = "-NONE-";

    /// <summary>What this cleaner does.</summary>
    public TreeCleaningOptions Options { get; } = options ?? new TreeCleaningOptions();

    /// <summary>Cleans one tree.</summary>
    /// <param name="tree">Any tree.</param>
    /// <returns>The cleaned tree, or null if it held nothing but traces.</returns>
    public PennTree? Clean(PennTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Stack<List<PennTree>> open = new([[]]);
        foreach ((PennTree node, bool isEntered) in tree.Walk())
        {
            if (node.IsLeaf)
            {
                if (!Options.RemoveTraces || node.Label != TraceTag)
                {
                    open.Peek().Add(node);
                }
            }
            else if (isEntered)
            {
                open.Push([]);
            }
            else if (open.Pop() is { Count: > 0 } children)
            {
                open.Peek().Add(PennTree.Constituent(CleanLabel(node.Label), children));
            }
        }

        return open.Pop() is [PennTree root] ? Peel(root) : null;
    }

    private PennTree Peel(PennTree root) =>
        Options.PeelRoot && root is { Label: PennTree.OuterLabel or "ROOT" or "S1", Children: [PennTree only] } ? only : root;

    private string CleanLabel(string label)
    {
        int at = label.AsSpan(1).IndexOfAny('-', '=') + 1;
        if (at == 0 || label[0] == '-')
        {
            return label;
        }

        StringBuilder result = new(label, 0, at, label.Length);
        while (at < label.Length)
        {
            int length = label.AsSpan(at + 1).IndexOfAny('-', '=') + 1;
            ReadOnlySpan<char> part = length == 0 ? label.AsSpan(at) : label.AsSpan(at, length); // Its first character is - or =.
            bool isIndex = !part[1..].ContainsAnyExceptInRange('0', '9');
            if (!(isIndex ? Options.StripIndices : Options.StripFunctionTags))
            {
                result.Append(part);
            }

            at += part.Length;
        }

        return result.ToString();
    }
}

/// <summary>What is taken out of treebank trees before a parser learns from them.</summary>
/// <param name="StripFunctionTags">Whether <c>NP-SBJ</c> becomes <c>NP</c>; <c>-LRB-</c> stays. Default: true.</param>
/// <param name="StripIndices">Whether the numbers of <c>NP-1</c> and <c>NP=2</c> go. Default: true.</param>
/// <param name="RemoveTraces">Whether <c>-NONE-</c> leaves go, and the constituents that are empty without them. Default: true.</param>
/// <param name="PeelRoot">Whether an outermost <c>TOP</c>, <c>ROOT</c> or <c>S1</c> around a single tree goes. Default: true.</param>
public sealed record TreeCleaningOptions(
    bool StripFunctionTags = true, bool StripIndices = true, bool RemoveTraces = true, bool PeelRoot = true);
