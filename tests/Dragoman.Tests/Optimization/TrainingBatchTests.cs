using Dragoman.Data;
using Dragoman.Optimization;
using Dragoman.Tests.Models;
using Dragoman.Text;

namespace Dragoman.Tests.Optimization;

public sealed class TrainingBatchTests
{
    private static readonly PairBatch Pairs = TinyModels.PairBatch(
    [
        new EncodedPair([10, 11], [20, 21, 3]) { Links = [(1, 0), (0, 1)] },
        new EncodedPair([12], [22, 3]),
        new EncodedPair([13, 14, 15], [23, 3]) { Links = [(2, 0)] },
    ]);

    [Fact]
    public void Load_EverySecondPair_LaysOutThose()
    {
        TrainingBatch batch = new();
        batch.Load(Pairs);
        Assert.Equal(3, batch.Source.Count);
        batch.Load(Pairs, first: 0, stride: 2);

        Assert.Equal([13, 10, 14, 11, 15], batch.Source.Tokens.ToArray());
        Assert.Equal([Vocabulary.BosId, Vocabulary.BosId, 20, 23, 21], batch.Target.Inputs.ToArray());
        Assert.Equal([20, 23, 21, 3, 3], batch.Target.Outputs.ToArray());
        Assert.Equal(["1", "2", "0", "", ""], Enumerable.Range(0, batch.Links.Rows).Select(row => string.Join(' ', batch.Links[row].ToArray())));
    }

    [Fact]
    public void Load_PastTheLastPair_IsEmpty()
    {
        TrainingBatch batch = new();
        batch.Load(Pairs);
        batch.Load(Pairs, first: 3, stride: 4);
        Assert.Equal((0, 0, 0), (batch.Source.Count, batch.Target.TokenCount, batch.Links.Rows));
    }
}
