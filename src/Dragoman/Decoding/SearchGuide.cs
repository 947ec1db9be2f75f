using Dragoman.Attention;

namespace Dragoman.Decoding;

/// <summary>Steers a search and records it; a prefix, a watch and a log are for a single sentence.</summary>
/// <param name="Prefix">Target tokens that the translation must begin with; the end token among them ends it.</param>
internal sealed record SearchGuide(IReadOnlyList<int> Prefix)
{
    /// <summary>The form that translations must have; null for any. Where the prefix leaves it, it counts no more.</summary>
    internal ITargetConstraint? Constraint { get; init; }

    /// <summary>Who looks on while the decoder attends; null for nobody.</summary>
    internal IAttentionWatch? Watch { get; init; }

    /// <summary>Records what a beam search considers; null for nothing.</summary>
    internal BeamLog? Log { get; init; }
}
