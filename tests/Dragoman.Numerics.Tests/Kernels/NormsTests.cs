using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class NormsTests
{
    [Fact]
    public void SumOfSquares_AnyLength_EqualsDoubleSum()
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] values = Samples.Values(length, length);
            double expected = values.Sum(value => (double)value * value);

            Assert.Equal(expected, Norms.SumOfSquares(values), 1e-12 * Math.Max(1.0, expected));
        }
    }

    [Fact]
    public void SumOfSquares_LargeAndSmall_NeitherOverflowsNorLoses()
    {
        float[] values = new float[1001];
        Array.Fill(values, 1e30f);
        values[500] = 1e-30f;

        Assert.Equal(1e63, Norms.SumOfSquares(values), 1e57);
        Assert.Equal(double.NaN, Norms.SumOfSquares([1f, float.NaN]));
    }
}
