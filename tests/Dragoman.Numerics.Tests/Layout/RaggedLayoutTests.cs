using Dragoman.Numerics.Layout;

namespace Dragoman.Numerics.Tests.Layout;

public sealed class RaggedLayoutTests
{
    [Fact]
    public void Add_Rows_KeepsStartsAndLengths()
    {
        RaggedLayout layout = new();
        layout.Add(0, 3);
        layout.Add(3, 5);
        layout.Add(0, 3);
        Assert.Equal((3, 5), (layout.Count, layout.MaxLength));
        Assert.Equal([0, 3, 0], layout.Starts.ToArray());
        Assert.Equal([3, 5, 3], layout.Lengths.ToArray());
    }

    [Fact]
    public void Add_ManyRows_Grows()
    {
        RaggedLayout layout = new();
        for (int i = 0; i < 300; i++)
        {
            layout.Add(i, i + 1);
        }

        Assert.Equal(Enumerable.Range(0, 300), layout.Starts.ToArray());
        Assert.Equal(Enumerable.Range(1, 300), layout.Lengths.ToArray());
    }

    [Fact]
    public void Clear_AfterLongRows_ForgetsTheLongest()
    {
        RaggedLayout layout = new();
        layout.Add(0, 9);
        layout.Clear();
        layout.Add(0, 2);
        Assert.Equal((1, 2), (layout.Count, layout.MaxLength));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public void Add_NothingToBelong_Throws(int start, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RaggedLayout().Add(start, length));
}
