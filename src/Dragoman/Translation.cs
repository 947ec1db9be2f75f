using Dragoman.Alignments;

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
/// The log probability, normalised by length and lowered by the penalties for coverage and repetition, by which the search compared translations;
/// higher is better.
/// </param>
/// <param name="Attention">
/// The attention weights: [target token, source token], with the source's end token in the last column and, when the translation ended by
/// itself, the target's in the last row; null for a model without attention.
/// </param>
public sealed record Translation(
    string Source, string Text, IReadOnlyList<string> Tokens, double LogProbability, double Score, AttentionMap? Attention)
{
    /// <summary>The source tokens that the model has read, in the words of the sentence, with the end token if it reads one.</summary>
    public IReadOnlyList<string> SourceTokens { get; init; } = [];

    /// <summary>Places in <see cref="SourceTokens"/>, from 0, of those that are not in the vocabulary: the model has read the unknown-word token.</summary>
    public IReadOnlyList<int> UnknownSource { get; init; } = [];

    /// <summary>Places in <see cref="Tokens"/>, from 0, of those that stand for, or were read as, the unknown-word token.</summary>
    public IReadOnlyList<int> UnknownTarget { get; init; } = [];

    /// <summary>
    /// Natural logarithm of the probability of each token after those before it and, last, of the end token if the translation ended by itself;
    /// their sum is <see cref="LogProbability"/>.
    /// </summary>
    public IReadOnlyList<double> TokenLogProbabilities { get; init; } = [];

    /// <summary>Whether the sentence, or a given translation, has more than <see cref="Translator.MaximumSentenceLength"/> tokens and was read only so far.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether the sentence, or a given translation, was read whole but is longer than all that the model was trained on.</summary>
    public bool IsLongerThanTrained { get; init; }

    /// <summary>Whether the translation ended by itself, and not where the search had to stop.</summary>
    public bool IsComplete => TokenLogProbabilities.Count > Tokens.Count;
}
