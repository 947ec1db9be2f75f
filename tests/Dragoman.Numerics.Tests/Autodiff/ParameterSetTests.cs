using Dragoman.Numerics.Autodiff;

namespace Dragoman.Numerics.Tests.Autodiff;

public sealed class ParameterSetTests
{
    private readonly ParameterSet _parameters = new();

    [Fact]
    public void All_SeveralParameters_AreNumberedAsTheyAreMade()
    {
        Parameter first = _parameters.Root.Matrix("first", 2, 3);
        Parameter constant = _parameters.Root.Constant("constant", 4, 1);
        Parameter last = _parameters.Root.Inner("inner").Vector("last", 5);

        Assert.Equal([first, constant, last], _parameters.All);
        Assert.Equal([0, 1, 2], _parameters.All.Select(parameter => parameter.Index));
        Assert.Equal([first, last], _parameters.Trainable);
        Assert.Equal(11, _parameters.Count);
        Assert.Equal("inner.last", last.Name);
    }

    [Fact]
    public void Weights_OfOneParameter_AreNumberedAsTheyAreMade()
    {
        Parameter first = _parameters.Root.Matrix("first", 2, 3);
        Parameter second = _parameters.Root.Matrix("second", 2, 3);
        Weight[] weights = [first.Columns(0, 1), second.Whole(), first.Columns(1, 2)];
        Assert.Equal([0, 0, 1], weights.Select(weight => weight.Index));
    }

    [Fact]
    public void Matrix_NameThatIsTaken_Throws()
    {
        _parameters.Root.Inner("a").Matrix("b", 1, 1);
        Assert.Throws<ArgumentException>(() => _parameters.Root.Vector("a.b", 1));
    }

    [Fact]
    public void Matrix_MoreNumbersThanAMatrixHolds_SaysWhich()
    {
        OverflowException failure = Assert.Throws<OverflowException>(() => _parameters.Root.Matrix("w", 100_000, 50_000));
        Assert.Equal("The parameter w would hold 100,000 × 50,000 numbers, but a matrix holds at most 2,147,483,527.", failure.Message);
        Assert.Empty(_parameters.All);
    }
}
