using Dragoman.Models;

namespace Dragoman.Tests.Models;

public sealed class SourceBatchTests
{
    [Fact]
    public void Load_UnsortedSentences_LaysThemOutBothWays()
    {
        SourceBatch batch = new();
        batch.Load([[10, 11], [20, 21, 22, 23], [30], [40, 41]]);

        // By falling length, equal lengths in the order given: 2, 1, 4, 3.
        Assert.Equal([20, 10, 40, 30, 21, 11, 41, 22, 23], batch.Tokens.ToArray());
        Assert.Equal([10, 11, 20, 21, 22, 23, 30, 40, 41], batch.SentenceOrder.ToArray().Select(row => batch.Tokens.Span[row]));
        Assert.Equal([10, 20, 30, 40], batch.FirstRows.ToArray().Select(row => batch.Tokens.Span[row]));
        Assert.Equal([11, 23, 30, 41], batch.LastRows.ToArray().Select(row => batch.Tokens.Span[row]));
        Assert.Equal([0, 2, 6, 7], batch.Sentences.Starts.ToArray());
        Assert.Equal([2, 4, 1, 2], batch.Sentences.Lengths.ToArray());
    }

    [Fact]
    public void Load_AnotherBatch_ForgetsTheFirst()
    {
        SourceBatch batch = new();
        batch.Load(Enumerable.Repeat<int[]>([1, 2, 3], 50));
        batch.Load([[7], [8, 9]]);
        Assert.Equal(2, batch.Count);
        Assert.Equal([8, 7, 9], batch.Tokens.ToArray());
        Assert.Equal([1, 0, 2], batch.SentenceOrder.ToArray());
    }

    [Fact]
    public void Add_EmptySentence_ThrowsAndAddsNothing()
    {
        SourceBatch batch = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Add([]));
        Assert.Equal(0, batch.Count);
    }
}
