using Dragoman.Attention;

namespace Dragoman.Decoding;

/// <summary>Steers a search and records it; a watch, a log and who hears of tokens are for a single sentence.</summary>
/// <param name="Prefixes">For each sentence target tokens that its translation must begin with, the end token among them ends it; none for any beginning.</param>
internal sealed record SearchGuide(IReadOnlyList<IReadOnlyList<int>> Prefixes)
{
    /// <summary>For each sentence what may stand in the place of the last token of its prefix; none for nothing.</summary>
    internal IReadOnlyList<int?> OpenEnds { get; init; } = [];

    /// <summary>For each sentence phrases that its translation must hold, which needs a beam, and must not; none for anything.</summary>
    internal IReadOnlyList<PhraseConstraint?> Phrases { get; init; } = [];

    /// <summary>The form that translations must have; null for any. Where the prefix leaves it, it counts no more.</summary>
    internal ITargetConstraint? Constraint { get; init; }

    /// <summary>The tokens that translations are made of; null for all.</summary>
    internal Shortlist? Shortlist { get; init; }

    /// <summary>Who looks on while the decoder attends; null for nobody.</summary>
    internal IAttentionWatch? Watch { get; init; }

    /// <summary>Records what a beam search considers; null for nothing.</summary>
    internal BeamLog? Log { get; init; }

    /// <summary>Hears of the tokens of the best translation of the only sentence while it is searched for; null for nobody.</summary>
    internal SettledTokens? Settled { get; init; }

    /// <summary>What the translation of a sentence must begin with.</summary>
    /// <param name="sentence">The sentence.</param>
    internal IReadOnlyList<int> PrefixOf(int sentence) => sentence < Prefixes.Count ? Prefixes[sentence] : [];

    /// <summary>What may stand in the place of the last token of a sentence's prefix; null for nothing.</summary>
    /// <param name="sentence">The sentence.</param>
    internal int? OpenEndOf(int sentence) => sentence < OpenEnds.Count ? OpenEnds[sentence] : null;

    /// <summary>What the translation of a sentence must hold and must not; null for anything.</summary>
    /// <param name="sentence">The sentence.</param>
    internal PhraseConstraint? PhrasesOf(int sentence) => sentence < Phrases.Count ? Phrases[sentence] : null;
}
