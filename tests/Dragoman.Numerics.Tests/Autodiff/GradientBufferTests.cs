using Dragoman.Numerics.Autodiff;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class GradientBufferTests
{
    private readonly ParameterSet _parameters = new();
    private readonly Parameter _w;
    private readonly Parameter _unused;
    private readonly Parameter _b;
    private readonly Parameter _table;
    private readonly Weight _left;
    private readonly Weight _right;

    public GradientBufferTests()
    {
        _w = _parameters.Matrix("w", 3, 4, 1);
        _unused = _parameters.Matrix("unused", 2, 2, 2);
        _b = _parameters.Vector("b", 3, 3);
        _table = _parameters.Table("t", 6, 2, 4);
        _unused.Whole();
        (_left, _right) = (_w.Columns(0, 1), _w.Columns(1, 3));
    }

    [Fact]
    public void Complete_WeightThatNothingWrote_IsZero()
    {
        GradientBuffer gradients = new(_parameters);
        gradients.Dense(_w).Fill(float.NaN);
        gradients.Dense(_unused).Fill(float.NaN);
        gradients.Clear();
        gradients.Target(_right, out bool accumulate).Fill(2f);
        Assert.False(accumulate);
        gradients.Complete();

        Assert.Equal([0f, 2f, 2f, 2f], gradients.Dense(_w).Row(1).ToArray());
        Assert.Equal([0f, 0f, 0f, 0f], gradients.Dense(_unused).Span.ToArray());
        Assert.Equal([0f, 0f, 0f], gradients.Dense(_b).Span.ToArray());
        Assert.Equal(0, gradients.Rows(_table).Count);
    }

    [Fact]
    public void Target_SecondUse_Accumulates()
    {
        GradientBuffer gradients = new(_parameters);
        gradients.Target(_left, out bool first);
        gradients.Target(_left, out bool second);
        gradients.Target(_right, out bool other);
        gradients.Clear();
        gradients.Target(_left, out bool afterClear);
        Assert.Equal([false, true, false, false], [first, second, other, afterClear]);
    }

    [Fact]
    public void Clear_VectorsAndTables_AreEmpty()
    {
        GradientBuffer gradients = new(_parameters);
        gradients.Dense(_b).Fill(1f);
        gradients.Rows(_table).Add(3, [1f, 1f]);
        gradients.Clear();
        Assert.Equal([0f, 0f, 0f], gradients.Dense(_b).Span.ToArray());
        Assert.False(gradients.Rows(_table).TryGetSlot(3, out _));
    }

    [Fact]
    public void New_SecondBufferOfOneModel_IsApart()
    {
        GradientBuffer one = new(_parameters);
        GradientBuffer two = new(_parameters);
        one.Dense(_w).Fill(1f);
        one.Target(_left, out _);
        Assert.Equal(0f, two.Dense(_w)[0, 0]);
        two.Target(_left, out bool accumulate);
        Assert.False(accumulate);
    }
}
