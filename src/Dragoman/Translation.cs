using Dragoman.Visualization;

namespace Dragoman;

/// <summary>A translated sentence.</summary>
/// <param name="Source">The sentence as it was given.</param>
/// <param name="Text">The translation.</param>
/// <param name="Tokens">
/// The tokens of the translation, without the end token: those predicted, or those given to <see cref="Translator.Align"/>, or after
/// <see cref="Translator.ReplaceUnknown"/> those replaced.
/// </param>
/// <param name="LogProbability">Natural logarithm of the model's probability of it.</param>
/// <param name="Score">
/// The log probability, normalised by length and lowered by the coverage penalty, by which the search compared translations; higher is better.
/// </param>
/// <param name="Attention">
/// The attention weights: [target token, source token], with the source's end token in the last column and, when the translation ended by
/// itself, the target's in the last row; null for a model without attention.
/// </param>
public sealed record Translation(
    string Source, string Text, IReadOnlyList<string> Tokens, double LogProbability, double Score, AttentionMap? Attention);
