using Dragoman.Decoding;
using Dragoman.Text;

namespace Dragoman.Tests.Decoding;

public sealed class SettledTokensTests
{
    [Fact]
    public void Follow_HypothesesThatPart_TellsWhatTheyShare()
    {
        List<(int Token, double LogProbability)> told = [];
        SettledTokens settled = new((token, logProbability) => told.Add((token, logProbability)));
        PartialHypothesis shared = Extend(Extend(PartialHypothesis.Start, 4), 5);
        PartialHypothesis one = Extend(shared, 6);
        PartialHypothesis other = Extend(Extend(shared, 7), 4);

        settled.Follow([PartialHypothesis.Start]);
        Assert.Empty(told);
        settled.Follow([one, other]);
        Assert.Equal([(4, -1), (5, -2)], told);
        settled.Follow([other, shared]);
        Assert.Equal(2, told.Count);
        settled.Follow([Extend(other, Vocabulary.EosId)]);
        Assert.Equal([7, 4], told.Skip(2).Select(token => token.Token));
        settled.Finish(new Hypothesis([4, 5, 7, 4], 0, 0, []) { TokenLogProbabilities = [-1, -2, -3, -4, -5] });
        Assert.Equal(4, told.Count);
    }

    [Fact]
    public void Finish_NothingToldBefore_TellsAll()
    {
        List<(int Token, double LogProbability)> told = [];
        new SettledTokens((token, logProbability) => told.Add((token, logProbability))).Finish(new Hypothesis([6, 5], 0, 0, []) { TokenLogProbabilities = [-1, -2, -3] });

        Assert.Equal([(6, -1), (5, -2)], told);
    }

    /// <summary>With a log probability of minus the length for the new token.</summary>
    private static PartialHypothesis Extend(PartialHypothesis before, int token)
    {
        double logProbability = before.LogProbability - before.Length - 1;
        return before.Extend(token, logProbability, logProbability, null);
    }
}
