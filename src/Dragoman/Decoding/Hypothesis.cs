namespace Dragoman.Decoding;

/// <summary>A translation found by a search.</summary>
/// <param name="Tokens">Target token ids, without start and end token.</param>
/// <param name="LogProbability">Natural logarithm of the model's probability, the end token included.</param>
/// <param name="Score">The log probability, normalised by length and lowered by the penalties, by which hypotheses were compared.</param>
/// <param name="Weights">
/// [target_time][source_time] Attention weights of every token and, last, of the end token if the translation ended by itself; empty without
/// attention.
/// </param>
internal sealed record Hypothesis(IReadOnlyList<int> Tokens, double LogProbability, double Score, IReadOnlyList<float[]> Weights)
{
    /// <summary>
    /// [target_time] Natural logarithm of the probability of every token after those before it and, last, of the end token if the translation
    /// ended by itself; their sum is the log probability.
    /// </summary>
    public IReadOnlyList<double> TokenLogProbabilities { get; init; } = [];
}
