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

    private const char Joint = '_';

    /// <summary>The words of a tree with single spaces between; white space inside a word, such as a no-break space, becomes <c>_</c>.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>As many tokens as the tree has leaves.</returns>
    public static string Sentence(PennTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return string.Join(' ', tree.Leaves().Select(leaf => Atom(leaf.Word!))); // A leaf has a word.
    }

    /// <summary>Whether a word or a label holds white space, which would make two tokens of it.</summary>
    /// <param name="tree">The tree.</param>
    public static bool HasSpaces(PennTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return tree.Walk().Any(step => step.Node.Label.Any(char.IsWhiteSpace) || step.Node.Word?.Any(char.IsWhiteSpace) == true);
    }

    /// <summary>Writes a tree; white space inside a label becomes <c>_</c>.</summary>
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
                line.Append(IsKept(node.Label, tags) ? Atom(node.Label) : PlainLeaf);
            }
            else
            {
                line.Append(isEntered ? '(' : ')').Append(Atom(node.Label));
            }
        }

        return line.ToString();
    }

    private static string Atom(string text) => !text.Any(char.IsWhiteSpace)
        ? text
        : string.Concat(text.Select(c => char.IsWhiteSpace(c) ? Joint : c));

    private static bool IsKept(string tag, LeafTags tags) => tags switch
    {
        LeafTags.None => false,
        LeafTags.Punctuation => Punctuation.IsTag(tag),
        LeafTags.All => true,
        _ => throw new ArgumentOutOfRangeException(
            nameof(tags), tags, $"The tags must be one of: {string.Join(", ", Enum.GetNames<LeafTags>())}."),
    };
}

/// <summary>Which leaves of a linearised tree keep their part-of-speech tag; the others are written <c>XX</c>.</summary>
public enum LeafTags
{
    /// <summary>None: every leaf is <c>XX</c>, as Vinyals et al. do it. Such a line does not show where punctuation is.</summary>
    None,

    /// <summary>The tags of punctuation that EVALB leaves out of the score: <c>, : . `` ''</c>.</summary>
    Punctuation,

    /// <summary>All, so that the parser is a tagger too.</summary>
    All,
}

/// <summary>The part-of-speech tags of punctuation in Collins's settings of EVALB.</summary>
internal static class Punctuation
{
    internal static bool IsTag(string tag) => tag is "," or ":" or "." or "``" or "''";
}
