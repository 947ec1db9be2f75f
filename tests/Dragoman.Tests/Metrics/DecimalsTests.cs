using Dragoman.Metrics;

namespace Dragoman.Tests.Metrics;

public sealed class DecimalsTests
{
    [Theory]
    [InlineData(31.25, 1, "31.2")] // exact tie: to the even digit
    [InlineData(31.75, 1, "31.8")]
    [InlineData(0.15, 1, "0.1")] // a little below the tie
    [InlineData(0.125, 2, "0.12")]
    [InlineData(2.675, 2, "2.67")]
    [InlineData(100, 2, "100.00")]
    [InlineData(0, 3, "0.000")]
    [InlineData(-0.5, 0, "-0")]
    public void Fixed_Value_RoundsAsPython(double value, int decimals, string expected)
    {
        Assert.Equal(expected, Decimals.Fixed(value, decimals));
    }
}
