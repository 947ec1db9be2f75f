namespace Dragoman.Parsing;

/// <summary>A tree made of a sequence of tokens.</summary>
/// <param name="Tree">The tree; it has the words it was asked for, in order.</param>
/// <param name="Repairs">What had to be mended.</param>
public sealed record MendedTree(PennTree Tree, TreeRepairs Repairs)
{
    /// <summary>Whether the sequence was not a tree, or had the wrong number of leaves.</summary>
    public bool IsMended => Repairs != TreeRepairs.None;
}

/// <summary>What had to be mended to make a tree of a sequence of tokens.</summary>
[Flags]
public enum TreeRepairs
{
    /// <summary>Nothing: the sequence was a tree with the right number of leaves.</summary>
    None = 0,

    /// <summary>Brackets were added or dropped.</summary>
    Brackets = 1,

    /// <summary>A closing bracket had another label than its opening bracket.</summary>
    Labels = 2,

    /// <summary>Leaves were added or dropped.</summary>
    Leaves = 4,

    /// <summary>Tokens that are neither bracket nor leaf, such as <c>&lt;unk&gt;</c>, were dropped.</summary>
    Tokens = 8,
}
