using System.Text.Json.Serialization;
using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman.Explanations;

/// <summary>A translation that was found, or given.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Tokens">Its tokens, without the end token.</param>
/// <param name="LogProbability">Natural logarithm of the model's probability of it.</param>
/// <param name="Score">What hypotheses were compared by; higher is better.</param>
/// <param name="IsComplete">Whether it ended by itself, and not where the search had to stop.</param>
/// <param name="Node">Its place in the tree.</param>
public sealed record ExplainedHypothesis(
    string Text, IReadOnlyList<string> Tokens, double LogProbability, double Score, [property: JsonPropertyName("complete")] bool IsComplete, int Node);

/// <summary>A hypothesis that a search has considered: a token after those of its parent.</summary>
/// <param name="Id">Its place in the tree.</param>
/// <param name="Parent">The hypothesis without its last token; null for the one that has none.</param>
/// <param name="Step">Number of its last token, from 0; −1 for the hypothesis without tokens.</param>
/// <param name="Token">Its last token; the begin token for the hypothesis without tokens.</param>
/// <param name="TokenId">The token's id.</param>
/// <param name="LogProbability">Of all its tokens.</param>
/// <param name="Score">What it was compared by once it had ended; null before.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why; null where the outcome says it.</param>
public sealed record SearchNode(
    int Id, int? Parent, int Step, string Token, int TokenId, double LogProbability, double? Score, NodeOutcome Outcome, OutcomeReason? Reason);

/// <summary>What became of a hypothesis.</summary>
public enum NodeOutcome
{
    /// <summary>It was extended.</summary>
    Kept,

    /// <summary>It did not fit into the beam.</summary>
    Dropped,

    /// <summary>It ended.</summary>
    Finished,

    /// <summary>It was in the beam when the search was over.</summary>
    Abandoned,
}

/// <summary>Why a hypothesis was not extended.</summary>
public enum OutcomeReason
{
    /// <summary>There were enough more probable ones.</summary>
    OutsideBeam,

    /// <summary>It wanted to end, but was not among the best of its step.</summary>
    EndNotAmongBest,

    /// <summary>It had the greatest length.</summary>
    LengthLimit,

    /// <summary>Enough had ended, or none that was still running could win any more.</summary>
    OthersBetter,
}

/// <summary>Makes the tree of what a search has considered.</summary>
internal static class SearchTree
{
    /// <summary>The tree of a beam search.</summary>
    /// <param name="log">What it has considered.</param>
    /// <param name="vocabulary">The target vocabulary.</param>
    internal static IReadOnlyList<SearchNode> Of(BeamLog log, Vocabulary vocabulary)
    {
        HashSet<int> parents = [.. log.Entries.Where(entry => entry.Parent is not null).Select(entry => entry.Parent!.Value)];
        return
        [
            .. log.Entries.Select((entry, id) =>
            {
                (NodeOutcome outcome, OutcomeReason? reason) = FateOf(entry, parents.Contains(id));
                return new SearchNode(
                    id, entry.Parent, entry.Step, vocabulary.TokenOf(entry.Token), entry.Token, entry.LogProbability, entry.Score, outcome, reason);
            }),
        ];
    }

    /// <summary>The tree of hypotheses that did not compete: a path each.</summary>
    /// <param name="hypotheses">The hypotheses.</param>
    /// <param name="vocabulary">The target vocabulary.</param>
    /// <returns>The tree, and the last node of each hypothesis.</returns>
    internal static (IReadOnlyList<SearchNode> Tree, int[] Ends) OfPaths(IReadOnlyList<Hypothesis> hypotheses, Vocabulary vocabulary)
    {
        List<SearchNode> tree = [new(0, null, -1, Vocabulary.BosToken, Vocabulary.BosId, 0, null, NodeOutcome.Kept, null)];
        int[] ends = new int[hypotheses.Count];
        for (int i = 0; i < ends.Length; i++)
        {
            (Hypothesis hypothesis, int parent, double sum) = (hypotheses[i], 0, 0);
            int steps = hypothesis.TokenLogProbabilities.Count;
            for (int step = 0; step < steps; step++)
            {
                int token = step < hypothesis.Tokens.Count ? hypothesis.Tokens[step] : Vocabulary.EosId;
                bool isLast = step == steps - 1;
                sum += hypothesis.TokenLogProbabilities[step];
                tree.Add(new SearchNode(
                    tree.Count, parent, step, vocabulary.TokenOf(token), token, sum, isLast ? hypothesis.Score : null,
                    isLast ? NodeOutcome.Finished : NodeOutcome.Kept,
                    isLast && token != Vocabulary.EosId ? OutcomeReason.LengthLimit : null));
                parent = tree.Count - 1;
            }

            ends[i] = parent;
        }

        return (tree, ends);
    }

    private static (NodeOutcome Outcome, OutcomeReason? Reason) FateOf(BeamEntry entry, bool hasChildren) => entry switch
    {
        { IsDropped: true, EndsByItself: true } => (NodeOutcome.Dropped, OutcomeReason.EndNotAmongBest),
        { IsDropped: true } => (NodeOutcome.Dropped, OutcomeReason.OutsideBeam),
        { Score: not null, EndsByItself: false } => (NodeOutcome.Finished, OutcomeReason.LengthLimit),
        { Score: not null } => (NodeOutcome.Finished, null),
        _ => hasChildren ? (NodeOutcome.Kept, null) : (NodeOutcome.Abandoned, OutcomeReason.OthersBetter),
    };
}
