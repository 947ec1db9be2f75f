namespace Dragoman.Parsing;

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
