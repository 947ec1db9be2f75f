namespace Dragoman.Decoding;

/// <summary>A hypothesis that is still being extended: its last token, and the hypothesis without it.</summary>
/// <param name="Parent">The hypothesis without the last token; null before the first.</param>
/// <param name="Token">The last token.</param>
/// <param name="LogProbability">Of all tokens so far.</param>
/// <param name="Weights">[source_time] Attention weights of the last token; null without attention.</param>
/// <param name="Length">Number of tokens.</param>
internal sealed record PartialHypothesis(PartialHypothesis? Parent, int Token, double LogProbability, float[]? Weights, int Length)
{
    /// <summary>What a search compares it by: the log probability, lowered by the repetition penalty.</summary>
    internal double Preference { get; private init; } = LogProbability;

    /// <summary>How far it is with phrases that it must hold, and must not; null for none.</summary>
    internal PhraseState? Phrases { get; private init; }

    /// <summary>The beginning of every hypothesis that may hold anything.</summary>
    internal static PartialHypothesis Start { get; } = new(null, Text.Vocabulary.BosId, 0, null, 0);

    /// <summary>The beginning of a hypothesis.</summary>
    /// <param name="phrases">What it must hold, and must not; null for anything.</param>
    internal static PartialHypothesis Begin(PhraseState? phrases) => phrases is null ? Start : Start with { Phrases = phrases };

    /// <summary>The hypothesis with one token more.</summary>
    /// <param name="token">The token.</param>
    /// <param name="logProbability">Of all tokens, the new one included.</param>
    /// <param name="preference">What a search compares it by.</param>
    /// <param name="weights">[source_time] Attention weights of the new token; null without attention.</param>
    internal PartialHypothesis Extend(int token, double logProbability, double preference, float[]? weights) =>
        new(this, token, logProbability, weights, Length + 1) { Preference = preference, Phrases = Phrases?.After(token) };

    /// <summary>The finished translation.</summary>
    /// <param name="options">How it is scored.</param>
    /// <param name="sourceWords">Source tokens that should have been attended to.</param>
    internal Hypothesis Finish(SearchOptions options, int sourceWords)
    {
        bool ended = Token == Text.Vocabulary.EosId;
        int[] tokens = new int[ended ? Length - 1 : Length];
        bool attends = Weights is not null;
        var weights = new float[attends ? Length : 0][];
        double[] logProbabilities = new double[Length];
        for (PartialHypothesis node = this; node.Parent is not null; node = node.Parent)
        {
            logProbabilities[node.Length - 1] = node.LogProbability - node.Parent.LogProbability;
            if (node.Length <= tokens.Length)
            {
                tokens[node.Length - 1] = node.Token;
            }

            if (attends)
            {
                weights[node.Length - 1] = node.Weights!;
            }
        }

        return new Hypothesis(tokens, LogProbability, options.Score(Preference, Length) + options.Coverage(weights, sourceWords), weights)
        {
            TokenLogProbabilities = logProbabilities,
        };
    }
}
