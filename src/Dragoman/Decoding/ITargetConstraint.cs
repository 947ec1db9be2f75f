namespace Dragoman.Decoding;

/// <summary>Keeps translations to a form: says what may be written first, and then after each token.</summary>
/// <remarks>Immutable and safe for many threads.</remarks>
internal interface ITargetConstraint
{
    /// <summary>What may be written of the translation of a sentence before there is any token of it.</summary>
    /// <param name="sourceWords">Source tokens without the end token.</param>
    /// <param name="maximumLength">Longest translation in tokens, at least 1; one that has as many need not end in the end token.</param>
    ITargetState Begin(int sourceWords, int maximumLength);

    /// <summary>The tokens of which translations of that form are made, besides the end token: a shortlist must have them.</summary>
    IEnumerable<int> Tokens { get; }
}

/// <summary>What may be written after the tokens of a hypothesis.</summary>
/// <remarks>Immutable: hypotheses with the same beginning share it.</remarks>
internal interface ITargetState
{
    /// <summary>The state with one token more.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Null if it ends the translation, or may not be written here and was forced: nothing is forbidden from then on.</returns>
    ITargetState? After(int token);

    /// <summary>Sets the logits of all tokens that may not be written to −∞; at least one stays.</summary>
    /// <param name="logits">[vocab] Scores of the next token.</param>
    void Forbid(Span<float> logits);
}

/// <summary>What a row of a search may write next.</summary>
/// <param name="MayEnd">Whether its sentence may end now; a constraint counts more.</param>
/// <param name="State">What a constraint allows; null without one.</param>
/// <param name="Written">What it has written.</param>
internal readonly record struct RowRule(bool MayEnd, ITargetState? State, PartialHypothesis Written);
