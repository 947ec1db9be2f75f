using Dragoman.Distributed;

namespace Dragoman.Tests.Distributed;

public sealed class UpperHalvesTests
{
    [Fact]
    public void Round_EveryLength_EqualsAScalarLoop()
    {
        for (int length = 0; length < 80; length++)
        {
            float[] numbers = [.. Draws.Of(1, length, seed: length).Span];
            float[] residuals = [.. Draws.Of(1, length, seed: 100 + length).Span];
            ushort[] halves = new ushort[length];
            float[] left = [.. residuals];
            UpperHalves.Round(numbers, left, halves);
            for (int i = 0; i < length; i++)
            {
                float x = numbers[i] + residuals[i];
                float rounded = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
                Assert.Equal(x - rounded, left[i]);
                Assert.True(Math.Abs(x - rounded) <= Math.Abs(x) / 256, $"{x} became {rounded}.");
            }

            float[] sum = [.. residuals];
            UpperHalves.AddTo(halves, sum);
            Assert.Equal(residuals.Zip(halves, (r, half) => r + BitConverter.UInt32BitsToSingle((uint)half << 16)), sum);
        }
    }

    [Theory]
    [InlineData(0x3F808000u, 0x3F80)] // half way: to the even one
    [InlineData(0x3F818000u, 0x3F82)]
    [InlineData(0x3F808001u, 0x3F81)]
    [InlineData(0x3F807FFFu, 0x3F80)]
    public void Round_HalfWay_GoesToTheEvenOne(uint bits, int expected)
    {
        ushort[] halves = new ushort[1];
        UpperHalves.Round([BitConverter.UInt32BitsToSingle(bits)], new float[1], halves);
        Assert.Equal(expected, halves[0]);
    }

    [Fact]
    public void Round_ManyTimes_LosesNothingForGood()
    {
        float[] residuals = new float[1];
        float[] sum = new float[1];
        ushort[] halves = new ushort[1];
        for (int update = 0; update < 1000; update++)
        {
            UpperHalves.Round([0.1234567f], residuals, halves);
            UpperHalves.AddTo(halves, sum);
        }

        Assert.Equal(123.4567, sum[0] + residuals[0], 0.01);
    }
}
