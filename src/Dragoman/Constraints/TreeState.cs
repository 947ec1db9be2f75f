using System.Numerics.Tensors;
using Dragoman.Decoding;
using Dragoman.Parsing;
using Dragoman.Text;

namespace Dragoman.Constraints;

/// <summary>The beginning of a linearised tree, as far as it says what may follow.</summary>
/// <remarks>
/// Every beginning can be finished: inside a constituent a leaf may be written as long as one is missing, then what is open may be closed. A constituent is
/// empty if it was opened after the last leaf.
/// </remarks>
internal sealed record TreeState : ITargetState
{
    private TreeState(TreeConstraint constraint, int missing, int room)
    {
        (Constraint, Missing, Room) = (constraint, missing, room);
    }

    private TreeConstraint Constraint { get; }

    /// <summary>The innermost constituent that is open; null before the outermost one opens and after it has closed.</summary>
    private OpenBracket? Innermost { get; init; }

    /// <summary>Constituents opened since the last leaf.</summary>
    private int Openings { get; init; }

    /// <summary>Leaves still to come.</summary>
    private int Missing { get; init; }

    /// <summary>Tokens for which there is room.</summary>
    private int Room { get; init; }

    private int Depth => Innermost?.Depth ?? 0;

    /// <summary>Inside a constituent, or alone as the tree of a single word. With nothing open, leaves are missing before the first token only.</summary>
    private bool MayWriteLeaf => Missing > 0 && (Depth > 0 || Missing == 1);

    /// <summary>All leaves that are missing and all brackets that are open, the new one among them, must find room afterwards.</summary>
    private bool MayOpen => Missing > 0 && Openings < TreeConstraint.MostOpenings && Missing + Depth + 1 < Room;

    /// <summary>The closing bracket or the end token that may be written; null for neither. The outermost constituent holds all leaves.</summary>
    private int? Ending => Innermost is null ? (Missing == 0 ? Vocabulary.EosId : null)
        : Openings == 0 && (Depth > 1 || Missing == 0) ? Constraint.ClosingOf(Innermost.Token)
        : null;

    /// <inheritdoc/>
    public ITargetState? After(int token) => Constraint.KindOf(token) switch
    {
        LinearTokenKind.Open when MayOpen =>
            this with { Innermost = new OpenBracket(token, Depth + 1, Innermost), Openings = Openings + 1, Room = Room - 1 },
        LinearTokenKind.Leaf when MayWriteLeaf => this with { Openings = 0, Missing = Missing - 1, Room = Room - 1 },
        LinearTokenKind.Close when Ending == token => this with { Innermost = Innermost!.Outer, Room = Room - 1 },
        _ => null,
    };

    /// <inheritdoc/>
    public void Forbid(Span<float> logits)
    {
        int? ending = Ending;
        float kept = ending is { } token ? logits[token] : 0;
        TensorPrimitives.Add(logits, Constraint.Mask(MayOpen, MayWriteLeaf), logits);
        if (ending is { } allowed)
        {
            logits[allowed] = kept;
        }
    }

    /// <summary>The state before the first token.</summary>
    /// <param name="constraint">What the tokens are.</param>
    /// <param name="words">Leaves that the tree must have.</param>
    /// <param name="maximumLength">Longest tree in tokens. Where that is too short for any tree it does not count, and the search cuts the tree off.</param>
    internal static TreeState Begin(TreeConstraint constraint, int words, int maximumLength)
    {
        int least = words > 1 ? words + 2 : words;
        return new TreeState(constraint, words, least > maximumLength ? int.MaxValue : maximumLength);
    }

    /// <summary>A constituent that is open.</summary>
    /// <param name="Token">Its opening bracket.</param>
    /// <param name="Depth">Constituents that are open, this one included.</param>
    /// <param name="Outer">The one around it; null for the outermost.</param>
    private sealed record OpenBracket(int Token, int Depth, OpenBracket? Outer);
}
