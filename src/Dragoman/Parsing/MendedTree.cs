namespace Dragoman.Parsing;

/// <summary>A tree made of a sequence of tokens.</summary>
/// <param name="Tree">The tree; it has the words it was asked for, in order.</param>
/// <param name="Repairs">What had to be mended.</param>
public sealed record MendedTree(PennTree Tree, TreeRepairs Repairs)
{
    /// <summary>Whether the sequence was not a tree, or had the wrong number of leaves.</summary>
    public bool IsMended => Repairs != TreeRepairs.None;
}
