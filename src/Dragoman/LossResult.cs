namespace Dragoman;

/// <summary>How surprised a model is by given translations.</summary>
/// <param name="Loss">Mean cross-entropy in nats per target token, end tokens counted; null if no pair was measured. Its exponential is the perplexity.</param>
/// <param name="PairCount">Pairs measured: those without a blank side.</param>
/// <param name="TokenCount">Target tokens, end tokens counted.</param>
/// <param name="UnknownTokenCount">Those that the target vocabulary lacks: what was measured is the unknown-word token.</param>
/// <param name="CutPairCount">Pairs with a side of more than <see cref="Translator.MaximumSentenceLength"/> tokens, of which only so many were read.</param>
/// <param name="LongPairCount">Pairs with a side that was read whole but is longer than all that the model was trained on.</param>
public sealed record LossResult(double? Loss, int PairCount, long TokenCount, long UnknownTokenCount, int CutPairCount, int LongPairCount);
