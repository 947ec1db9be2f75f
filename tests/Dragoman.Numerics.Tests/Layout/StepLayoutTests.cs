using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Tests.Layout;

public sealed class StepLayoutTests
{
    [Fact]
    public void Set_FallingLengths_LaysStepsBehindEachOther()
    {
        StepLayout layout = new();
        layout.Set([4, 2, 2, 1]);
        Assert.Equal((4, 4, 9), (layout.BatchSize, layout.StepCount, layout.TotalRows));
        Assert.Equal([4, 3, 1, 1], Enumerable.Range(0, 4).Select(layout.ActiveRows));
        Assert.Equal([0, 4, 7, 8, 9], Enumerable.Range(0, 5).Select(layout.Offset));
        Assert.Equal([4, 2, 2, 1], Enumerable.Range(0, 4).Select(layout.Length));
    }

    [Fact]
    public void Set_AnotherBatch_ForgetsTheFirst()
    {
        StepLayout layout = new();
        layout.Set([9, 9, 9]);
        layout.Set([2]);
        Assert.Equal((1, 2, 2), (layout.BatchSize, layout.StepCount, layout.TotalRows));
        layout.Set([3, 3, 3, 3, 1]);
        Assert.Equal((5, 3, 13), (layout.BatchSize, layout.StepCount, layout.TotalRows));
    }

    [Fact]
    public void Set_NoSentences_IsEmpty()
    {
        StepLayout layout = new();
        layout.Set([3]);
        layout.Set([]);
        Assert.Equal((0, 0, 0), (layout.BatchSize, layout.StepCount, layout.TotalRows));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3, 0)]
    [InlineData(3, 0, 2)]
    [InlineData(1, 2)]
    [InlineData(5, 3, 4)]
    public void Set_LengthsThatDoNotFall_ThrowsAndChangesNothing(params int[] lengths)
    {
        StepLayout layout = new();
        layout.Set([2, 1]);
        Assert.Throws<ArgumentException>(() => layout.Set(lengths));
        Assert.Equal((2, 2, 3), (layout.BatchSize, layout.StepCount, layout.TotalRows));
    }
}
