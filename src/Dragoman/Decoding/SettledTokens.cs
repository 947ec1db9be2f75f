using Dragoman.Text;

namespace Dragoman.Decoding;

/// <summary>Tells the tokens of a translation as soon as no further step of the search can change them.</summary>
/// <param name="write">Gets each token, with its log probability after those before it; not the end token.</param>
internal sealed class SettledTokens(Action<int, double> write)
{
    private int _count;

    /// <summary>A step was made: what all hypotheses that may still win have in common is settled.</summary>
    /// <param name="hypotheses">They, at least one.</param>
    internal void Follow(IEnumerable<PartialHypothesis> hypotheses)
    {
        PartialHypothesis common = hypotheses.Aggregate(Common);
        var fresh = new Stack<PartialHypothesis>();
        for (PartialHypothesis node = common; node.Length > _count; node = node.Parent!)
        {
            fresh.Push(node);
        }

        foreach (PartialHypothesis node in fresh.Where(node => node.Token != Vocabulary.EosId))
        {
            Write(node.Token, node.LogProbability - node.Parent!.LogProbability);
        }
    }

    /// <summary>The search has ended: the rest is settled.</summary>
    /// <param name="best">The translation.</param>
    internal void Finish(Hypothesis best)
    {
        while (_count < best.Tokens.Count)
        {
            Write(best.Tokens[_count], best.TokenLogProbabilities[_count]);
        }
    }

    /// <summary>The longest beginning that two hypotheses share.</summary>
    private static PartialHypothesis Common(PartialHypothesis a, PartialHypothesis b)
    {
        while (!ReferenceEquals(a, b))
        {
            (a, b) = a.Length >= b.Length ? (a.Parent!, b) : (a, b.Parent!);
        }

        return a;
    }

    private void Write(int token, double logProbability)
    {
        _count++;
        write(token, logProbability);
    }
}
