using Dragoman.Alignments;

namespace Dragoman.Tests.Alignments;

public sealed class HardAlignmentTests
{
    [Fact]
    public void Of_Weights_LinksEachTargetWordToTheLargest()
    {
        var map = new AttentionMap(["a", "b", "<eos>"], ["x", "y", "z", "<eos>"], [
            0.1f, 0.8f, 0.1f,
            0.6f, 0.3f, 0.1f,
            0.1f, 0.7f, 0.2f,
            0.9f, 0f, 0.1f]);

        Assert.Equal([new(1, 0), new(0, 1), new(1, 2)], HardAlignment.Of(map));
    }

    [Fact]
    public void Of_WordThatLooksAtTheEnd_HasNoLink()
    {
        Assert.Equal([new(0, 1)], HardAlignment.Of(new AttentionMap(["a", "<eos>"], ["x", "y"], [0.4f, 0.6f, 0.6f, 0.4f])));
    }

    [Fact]
    public void Of_WordThatLooksAtNothing_HasNoLink()
    {
        Assert.Equal([new(0, 1)], HardAlignment.Of(new AttentionMap(["a", "b"], ["x", "y"], [0, 0, 1, 0])));
    }

    [Fact]
    public void Of_Ties_TakesTheFirst()
    {
        var map = new AttentionMap(["a", "b", "c"], ["x", "y"], [0, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f]);
        Assert.Equal([new(1, 0), new(0, 1)], HardAlignment.Of(map));
    }

    [Fact]
    public void Of_NoEndTokens_UsesAllTokens()
    {
        Assert.Equal([new(1, 0)], HardAlignment.Of(new AttentionMap(["a", "b"], ["x"], [0.1f, 0.9f])));
        Assert.Empty(HardAlignment.Of(new AttentionMap(["a"], [], [])));
    }

    [Fact]
    public void OneToOne_SourceWordOfMany_KeepsTheLargestWeight()
    {
        var map = new AttentionMap(["a", "b"], ["x", "y", "z"], [
            0.6f, 0.4f,
            0.2f, 0.8f,
            0.9f, 0.1f]);

        Assert.Equal([new(1, 1), new(0, 2)], HardAlignment.OneToOne(map));
    }

    [Fact]
    public void OneToOne_EqualWeights_KeepsTheFirst()
    {
        Assert.Equal([new(0, 0)], HardAlignment.OneToOne(new AttentionMap(["a", "b"], ["x", "y"], [0.7f, 0.3f, 0.7f, 0.3f])));
    }
}
