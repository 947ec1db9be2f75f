using Dragoman.Attention;

namespace Dragoman.Decoding;

/// <summary>Steers the search for the translation of a single sentence, and records it.</summary>
/// <param name="Prefix">Target tokens that the translation must begin with; the end token among them ends it.</param>
internal sealed record SearchGuide(IReadOnlyList<int> Prefix)
{
    /// <summary>Who looks on while the decoder attends; null for nobody.</summary>
    internal IAttentionWatch? Watch { get; init; }

    /// <summary>Records what a beam search considers; null for nothing.</summary>
    internal BeamLog? Log { get; init; }
}
