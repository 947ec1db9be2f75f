namespace Dragoman.Decoding;

/// <summary>A sentence to translate as a model reads it, and what its translation must be.</summary>
/// <param name="Index">Its number among those of the call.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="Prefix">Tokens that the translation must begin with.</param>
/// <param name="Phrases">What it must hold and must not; null for anything.</param>
internal sealed record ReadRequest(int Index, ReadSentence Sentence, int[] Prefix, PhraseConstraint? Phrases)
{
    /// <summary>What may stand in the place of the last token of the prefix, which the search decides; null for nothing.</summary>
    internal int? OpenEnd { get; init; }

    /// <summary>What steers the search for the translations of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="constraint">The form of all translations; null for any.</param>
    /// <param name="settled">Hears of the tokens of the only sentence; null for nobody.</param>
    /// <param name="shortlist">The tokens that translations are made of; null for all.</param>
    /// <returns>Null if nothing does.</returns>
    internal static SearchGuide? Guide(IReadOnlyList<ReadRequest> batch, ITargetConstraint? constraint, SettledTokens? settled, Shortlist? shortlist) =>
        constraint is null && settled is null && shortlist is null && batch.All(request => request.Prefix.Length == 0 && request.Phrases is null)
            ? null
            : new SearchGuide([.. batch.Select(request => request.Prefix)])
            {
                OpenEnds = [.. batch.Select(request => request.OpenEnd)],
                Constraint = constraint,
                Settled = settled,
                Shortlist = shortlist,
                Phrases = [.. batch.Select(request => request.Phrases)],
            };

    /// <summary>Those of the translations found that hold no forbidden phrase, which a search writes only where nothing else can be written.</summary>
    /// <param name="found">What the search has found.</param>
    internal IReadOnlyList<Hypothesis> Allowed(IReadOnlyList<Hypothesis> found) =>
        Phrases is { Forbids: true } phrases ? [.. found.Where(hypothesis => !phrases.IsForbiddenIn([.. hypothesis.Tokens]))] : found;

    /// <summary>The tokens without which the translation cannot be what it must be.</summary>
    /// <param name="constraint">The form of all translations; null for any.</param>
    internal IEnumerable<int> Needed(ITargetConstraint? constraint) => [.. Prefix, .. OpenEnd is { } end ? [end] : Array.Empty<int>(), .. Phrases?.Tokens ?? [], .. constraint?.Tokens ?? []];
}
