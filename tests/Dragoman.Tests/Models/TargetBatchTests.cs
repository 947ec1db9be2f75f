using Dragoman.Models;

namespace Dragoman.Tests.Models;

public sealed class TargetBatchTests
{
    [Fact]
    public void Build_FallingLengths_ShiftsTheInputsByOne()
    {
        TargetBatch batch = new();
        batch.Add([10, 11, 3]);
        batch.Add([20, 21, 3]);
        batch.Add([3]);
        batch.Build(startToken: 2);
        Assert.Equal([2, 2, 2, 10, 20, 11, 21], batch.Inputs.ToArray());
        Assert.Equal([10, 20, 3, 11, 21, 3, 3], batch.Outputs.ToArray());
        Assert.Equal(7, batch.TokenCount);

        batch.Clear();
        batch.Add([5, 3]);
        batch.Build(startToken: 2);
        Assert.Equal([2, 5], batch.Inputs.ToArray());
        Assert.Equal([5, 3], batch.Outputs.ToArray());
    }

    [Fact]
    public void Build_RisingLengths_Throws()
    {
        TargetBatch batch = new();
        batch.Add([3]);
        batch.Add([10, 3]);
        Assert.Throws<ArgumentException>(() => batch.Build(startToken: 2));
    }
}
