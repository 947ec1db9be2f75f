using Dragoman.Numerics.Autodiff;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class RowGradientTests
{
    [Fact]
    public void Add_SameRowTwice_SumsInOneSlot()
    {
        RowGradient gradient = new(rows: 10, columns: 2);
        gradient.Add(7, [1f, 2f]);
        gradient.Add(0, [5f, 5f]);
        gradient.Add(7, [10f, 20f]);

        Assert.Equal(2, gradient.Count);
        Assert.Equal([7, 0], [gradient.RowOf(0), gradient.RowOf(1)]);
        Assert.Equal([11f, 22f, 5f, 5f], gradient.Values.Span.ToArray());
        Assert.True(gradient.TryGetSlot(0, out int slot));
        Assert.Equal(1, slot);
        Assert.False(gradient.TryGetSlot(1, out _));
    }

    [Fact]
    public void Add_MoreRowsThanReserved_KeepsTheEarlierOnes()
    {
        RowGradient gradient = new(rows: 2000, columns: 3);
        for (int row = 1999; row >= 0; row--)
        {
            gradient.Add(row, [row, row + 1, row + 2]);
        }

        for (int slot = 0; slot < 2000; slot++)
        {
            int row = gradient.RowOf(slot);
            Assert.Equal(1999 - slot, row);
            Assert.Equal([row, row + 1f, row + 2f], gradient.Values.Row(slot).ToArray());
        }
    }

    [Fact]
    public void Add_AnotherGradient_SumsRowByRow()
    {
        RowGradient one = new(rows: 5, columns: 1);
        RowGradient two = new(rows: 5, columns: 1);
        one.Add(1, [1f]);
        one.Add(4, [4f]);
        two.Add(4, [40f]);
        two.Add(0, [10f]);
        one.Add(two);
        one.Add(new RowGradient(rows: 5, columns: 1));

        Assert.Equal([1, 4, 0], Enumerable.Range(0, one.Count).Select(one.RowOf));
        Assert.Equal([1f, 44f, 10f], one.Values.Span.ToArray());
    }

    [Fact]
    public void Clear_AfterRows_ForgetsThem()
    {
        RowGradient gradient = new(rows: 5, columns: 1);
        gradient.Add(3, [1f]);
        gradient.Clear();
        Assert.Equal(0, gradient.Count);
        Assert.True(gradient.Values.IsEmpty);
        gradient.Add(3, [2f]);
        Assert.Equal(2f, gradient.Values[0, 0]);
    }
}
