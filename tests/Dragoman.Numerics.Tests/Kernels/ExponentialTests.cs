using System.Numerics;
using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class ExponentialTests
{
    [Fact]
    public void OfNonPositive_WholeRange_IsWithinTwoUnitsInTheLastPlace()
    {
        for (float x = 0f; x > -87.3f; x -= 0.0137f)
        {
            double expected = Math.Exp(x);
            float actual = Exponential.OfNonPositive(new Vector<float>(x))[0];
            Assert.InRange(Math.Abs(actual - expected) / expected, 0, 2.4e-7);
        }
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(-1e-30f, 1f)]
    [InlineData(-87.4f, 0f)]
    [InlineData(-1e30f, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.NaN, float.NaN)]
    public void OfNonPositive_Edge_IsExact(float x, float expected) =>
        Assert.Equal(expected, Exponential.OfNonPositive(new Vector<float>(x))[0]);
}
