using Dragoman.Models;

namespace Dragoman.Tests.Models;

public sealed class TargetBatchTests
{
    [Fact]
    public void Load_FallingLengths_ShiftsTheInputsByOne()
    {
        TargetBatch batch = new();
        batch.Load([[10, 11, 3], [20, 21, 3], [3]], startToken: 2);
        Assert.Equal([2, 2, 2, 10, 20, 11, 21], batch.Inputs.ToArray());
        Assert.Equal([10, 20, 3, 11, 21, 3, 3], batch.Outputs.ToArray());
        Assert.Equal(7, batch.TokenCount);

        batch.Load([[5, 3]], startToken: 2);
        Assert.Equal([2, 5], batch.Inputs.ToArray());
        Assert.Equal([5, 3], batch.Outputs.ToArray());
    }

    [Fact]
    public void Load_RisingLengths_Throws()
    {
        TargetBatch batch = new();
        Assert.Throws<ArgumentException>(() => batch.Load([[3], [10, 3]], startToken: 2));
    }
}
