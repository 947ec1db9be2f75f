namespace Dragoman.Alignments;

/// <summary>What people say about the words of a sentence pair: which links must be found, and which may be. Immutable.</summary>
/// <remarks>Och and Ney 2003 (ACL J03-1002), section 5: S ⊆ P, sure links for unambiguous alignments, possible ones for the others.</remarks>
public sealed class GoldAlignment
{
    private readonly HashSet<AlignmentLink> _sure;
    private readonly HashSet<AlignmentLink> _possible;

    /// <summary>Makes a gold alignment.</summary>
    /// <param name="sure">The sure links.</param>
    /// <param name="possible">The possible links; the sure ones may be left out.</param>
    public GoldAlignment(IEnumerable<AlignmentLink> sure, IEnumerable<AlignmentLink> possible)
    {
        _sure = [.. sure];
        _possible = [.. _sure, .. possible];
    }

    /// <summary>S: the links that an alignment should have.</summary>
    public IReadOnlySet<AlignmentLink> Sure => _sure;

    /// <summary>P: the links that an alignment may have, the sure ones included.</summary>
    public IReadOnlySet<AlignmentLink> Possible => _possible;

    /// <summary>The links as in a Pharaoh file, such as <c>0-0 1?2</c>.</summary>
    public override string ToString() => Pharaoh.Format(this);
}
