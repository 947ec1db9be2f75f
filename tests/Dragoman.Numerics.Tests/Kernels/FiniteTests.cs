using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class FiniteTests
{
    [Fact]
    public void IndexOfAnyExcept_AnyLengthAndPlace_FindsTheFault()
    {
        for (int length = 0; length <= 257; length++)
        {
            float[] values = Samples.Values(length, length);
            Assert.Equal(-1, Finite.IndexOfAnyExcept(values));
            for (int place = 0; place < length; place += 7)
            {
                float before = values[place];
                values[place] = (place % 3) switch { 0 => float.NaN, 1 => float.PositiveInfinity, _ => float.NegativeInfinity };
                Assert.Equal(place, Finite.IndexOfAnyExcept(values));
                values[place] = before;
            }
        }
    }

    [Fact]
    public void IndexOfAnyExcept_SeveralBlocks_FindsTheFirst()
    {
        float[] values = new float[10_000];
        values[9_000] = float.NaN;
        values[8_191] = float.PositiveInfinity;

        Assert.Equal(8_191, Finite.IndexOfAnyExcept(values));
    }

    [Fact]
    public void IndexOfAnyExcept_GreatestSmallestAndZero_AreFinite() =>
        Assert.Equal(-1, Finite.IndexOfAnyExcept([float.MaxValue, float.MinValue, float.Epsilon, -0f]));
}
