namespace Dragoman.Alignments;

/// <summary>A source token and a target token that belong together.</summary>
/// <param name="Source">Index of the source token, from 0.</param>
/// <param name="Target">Index of the target token, from 0.</param>
public readonly record struct AlignmentLink(int Source, int Target)
{
    /// <summary>The link as Pharaoh wrote it, such as <c>0-3</c>.</summary>
    public override string ToString() => Pharaoh.Format(this, '-');
}
