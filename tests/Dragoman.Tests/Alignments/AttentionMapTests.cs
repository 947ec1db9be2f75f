using Dragoman.Alignments;
using Dragoman.Numerics;
using Dragoman.Tests.Visualization;

namespace Dragoman.Tests.Alignments;

public sealed class AttentionMapTests
{
    [Fact]
    public void Indexer_TargetThenSource_GivesTheWeight()
    {
        AttentionMap map = Maps.House;
        Assert.Equal(0.1f, map[0, 1]);
        Assert.Equal(0.05f, map[1, 0]);
        Assert.Equal([0.05f, 0.7f, 0.25f], map.Row(1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => map[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => map[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => map[-1, 0]);
    }

    [Fact]
    public void Constructor_TensorWithGaps_CopiesTheView()
    {
        Matrix wide = Matrix.From(2, 3, [9, 1, 2, 9, 3, 4]);
        var map = new AttentionMap(["a", "b"], ["x", "y"], wide.ColumnRange(1, 2));
        wide.Fill(0);
        Assert.Equal(2f, map[0, 1]);
        Assert.Equal(3f, map[1, 0]);
    }

    [Fact]
    public void Constructor_SizesDoNotFit_Throws()
    {
        ShapeException exception = Assert.Throws<ShapeException>(() => new AttentionMap(["a", "b"], ["x"], [1f]));
        Assert.Equal("weights: expected [target_time=1, source_time=2], got 1 elements.", exception.Message);
        Assert.Throws<ShapeException>(() => new AttentionMap(["a"], ["x"], Matrix.Allocate(2, 1)));
        Assert.Throws<ArgumentException>(() => new AttentionMap([], ["x"], []));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Constructor_WeightIsNotFinite_SaysWhich(float bad)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new AttentionMap(["a", "b"], ["x", "y"], [0, 1, 1, bad]));
        Assert.StartsWith("The weight of source token 1 in target token 1 is not finite.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithTarget_OtherTokens_KeepsTheWeights()
    {
        AttentionMap map = new AttentionMap(["a", "b"], ["x"], [0.25f, 0.75f]).WithTarget(["y"]);

        Assert.Equal(["y"], map.Target);
        Assert.Equal([0.25f, 0.75f], map.Row(0));
        Assert.Throws<ShapeException>(() => map.WithTarget(["y", "z"]));
    }

    [Fact]
    public void WithUnknown_PlacesOfTokens_StayWithOtherTargets()
    {
        AttentionMap map = new AttentionMap(["a", "b"], ["x"], [0.25f, 0.75f]).WithUnknown([1], [0]);

        Assert.Equal([1], map.UnknownSource);
        Assert.Equal([0], map.UnknownTarget);
        Assert.Equal([1], map.WithTarget(["y"]).UnknownSource);
        Assert.Empty(map.WithTarget(["y"]).UnknownTarget);
        Assert.Throws<ArgumentOutOfRangeException>(() => map.WithUnknown([2], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.WithUnknown([], [-1]));
    }
}
