using System.Text;

namespace Dragoman.Parsing;

/// <summary>Writes a tree as the sequence of tokens that a model learns to produce.</summary>
/// <remarks>
/// Vinyals et al. 2014 (arXiv:1412.7449), section 2.2: depth-first, closing brackets carry labels, words are left out and their tags are
/// replaced by <c>XX</c>: <c>(S (NP XX )NP (VP XX (NP XX XX )NP )VP XX )S</c>.
/// </remarks>
public static class TreeLinearizer
{
    /// <summary>What stands for a leaf without its tag.</summary>
    public const string PlainLeaf = "XX";

    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="tags">Which leaves keep their tag.</param>
    /// <returns>Tokens with single spaces between.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The choice of tags is not one of the enumeration.</exception>
    public static string Linearize(PennTree tree, LeafTags tags = LeafTags.Punctuation)
    {
        ArgumentNullException.ThrowIfNull(tree);
        StringBuilder line = new();
        foreach ((PennTree node, bool isEntered) in tree.Walk())
        {
            line.Append(line.Length == 0 ? "" : " ");
            if (node.IsLeaf)
            {
                line.Append(IsKept(node.Label, tags) ? node.Label : PlainLeaf);
            }
            else
            {
                line.Append(isEntered ? '(' : ')').Append(node.Label);
            }
        }

        return line.ToString();
    }

    private static bool IsKept(string tag, LeafTags tags) => tags switch
    {
        LeafTags.None => false,
        LeafTags.Punctuation => Punctuation.IsTag(tag),
        LeafTags.All => true,
        _ => throw new ArgumentOutOfRangeException(
            nameof(tags), tags, $"The tags must be one of: {string.Join(", ", Enum.GetNames<LeafTags>())}."),
    };
}
