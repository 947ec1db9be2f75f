namespace Dragoman.Decoding;

/// <summary>A hypothesis that is still being extended: its last token, and the hypothesis without it.</summary>
/// <param name="Parent">The hypothesis without the last token; null before the first.</param>
/// <param name="Token">The last token.</param>
/// <param name="LogProbability">Of all tokens so far.</param>
/// <param name="Weights">[source_time] Attention weights of the last token; null without attention.</param>
/// <param name="Length">Number of tokens.</param>
internal sealed record PartialHypothesis(PartialHypothesis? Parent, int Token, double LogProbability, float[]? Weights, int Length)
{
    /// <summary>The beginning of every hypothesis.</summary>
    internal static PartialHypothesis Start { get; } = new(null, Text.Vocabulary.BosId, 0, null, 0);

    /// <summary>The hypothesis with one token more.</summary>
    internal PartialHypothesis Extend(int token, double logProbability, float[]? weights) =>
        new(this, token, logProbability, weights, Length + 1);

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

        return new Hypothesis(tokens, LogProbability, options.Score(LogProbability, Length) + options.Coverage(weights, sourceWords), weights)
        {
            TokenLogProbabilities = logProbabilities,
        };
    }
}
