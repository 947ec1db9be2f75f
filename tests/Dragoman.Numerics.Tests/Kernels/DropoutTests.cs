using Dragoman.Numerics.Kernels;
using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class DropoutTests
{
    private static readonly RandomKey Key = new(1, 2, 3);

    [Fact]
    public void Forward_AnyLengthAndOffset_MatchesTheMaskElementByElement()
    {
        RandomMask mask = new(Key, 0.4f);
        for (int length = 0; length <= 257; length++)
        {
            ulong offset = (ulong)(length * 37);
            Matrix x = Samples.Draw(1, length, length + 1);
            Matrix y = Samples.Draw(1, length, 0);

            Dropout.Forward(x, y, 0.4f, Key, offset);

            for (int column = 0; column < length; column++)
            {
                Assert.Equal(IsKept(mask, offset + (ulong)column) ? x[0, column] * (1f / (1f - mask.Rate)) : 0f, y[0, column]);
            }
        }
    }

    [Fact]
    public void Forward_StridedView_EqualsContiguous()
    {
        Matrix x = Samples.Draw(9, 77, 5);
        Matrix wide = Samples.Draw(9, 77, 5, gap: 10);
        Matrix y = Matrix.Allocate(9, 77);

        Dropout.Forward(x, y, 0.5f, Key, 13);
        Dropout.Forward(wide, wide, 0.5f, Key, 13);

        Assert.Equal(Samples.ToDoubles(y), Samples.ToDoubles(wide));
    }

    [Fact]
    public void Forward_PartsOfABatch_EqualTheWhole()
    {
        Matrix x = Samples.Draw(8, 50, 6);
        Matrix whole = Matrix.Allocate(8, 50);
        Matrix parts = Matrix.Allocate(8, 50);

        Dropout.Forward(x, whole, 0.2f, Key, 0);
        Dropout.Forward(x.RowRange(0, 3), parts.RowRange(0, 3), 0.2f, Key, 0);
        Dropout.Forward(x.RowRange(3, 5), parts.RowRange(3, 5), 0.2f, Key, 150);

        Assert.Equal(whole.Span.ToArray(), parts.Span.ToArray());
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Forward_ManyElements_DropsAtTheRate(float rate)
    {
        Matrix ones = Matrix.Allocate(400, 250);
        ones.Fill(1f);

        Dropout.Forward(ones, ones, rate, Key, 0);

        double[] values = Samples.ToDoubles(ones);
        Assert.InRange(values.Count(value => value == 0) / 100_000.0, rate - 0.005, rate + 0.005);
        Assert.InRange(values.Average(), 0.97, 1.03);
    }

    [Fact]
    public void Forward_OtherUpdateOrSite_GivesAnotherMask()
    {
        Matrix ones = Matrix.Allocate(1, 256);
        ones.Fill(1f);
        Matrix a = Matrix.Allocate(1, 256), b = Matrix.Allocate(1, 256), c = Matrix.Allocate(1, 256);

        Dropout.Forward(ones, a, 0.5f, Key, 0);
        Dropout.Forward(ones, b, 0.5f, Key with { Update = 3 }, 0);
        Dropout.Forward(ones, c, 0.5f, Key with { Site = 4 }, 0);

        Assert.InRange(a.Span.CommonElements(b.Span), 90, 166);
        Assert.InRange(a.Span.CommonElements(c.Span), 90, 166);
        Assert.InRange(b.Span.CommonElements(c.Span), 90, 166);
    }

    [Fact]
    public void Forward_InfiniteOrNotANumber_IsExactlyZeroWhereDropped()
    {
        Matrix x = Matrix.Allocate(1, 200);
        x.Span[..100].Fill(float.NaN);
        x.Span[100..].Fill(float.PositiveInfinity);

        Dropout.Forward(x, x, 0.5f, Key, 0);

        RandomMask mask = new(Key, 0.5f);
        for (int column = 0; column < 200; column++)
        {
            Assert.Equal(!IsKept(mask, (ulong)column), x[0, column] == 0f);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.35f)]
    public void Backward_SameKey_AddsTheGradientOfForward(float rate)
    {
        for (int length = 1; length <= 140; length += 23)
        {
            Matrix ones = Matrix.Allocate(3, length);
            ones.Fill(1f);
            Matrix factors = Matrix.Allocate(3, length);
            Dropout.Forward(ones, factors, rate, Key, 70);
            Matrix dy = Samples.Draw(3, length, 8);
            Matrix dx = Samples.Draw(3, length, 9, gap: 5);
            double[] expected = Samples.ToDoubles(dx);
            for (int index = 0; index < expected.Length; index++)
            {
                expected[index] += (double)factors.Span[index] * dy.Span[index];
            }

            Dropout.Backward(dy, dx, rate, Key, 70);

            Samples.AssertClose(expected, dx, 1e-6);
        }
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    public void Forward_RateOutsideItsRange_Throws(float rate)
    {
        Matrix x = Matrix.Allocate(1, 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => Dropout.Forward(x, x, rate, Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dropout.Backward(x, x, rate, Key, 0));
    }

    [Fact]
    public void ForwardAndBackward_Warm_AllocateNothing()
    {
        Matrix x = Samples.Draw(3, 77, 1);
        Samples.AssertAllocatesNothing(() =>
        {
            Dropout.Forward(x, x, 0.5f, Key, 1);
            Dropout.Backward(x, x, 0.5f, Key, 1);
        });
    }

    private static bool IsKept(RandomMask mask, ulong place) => ((mask.Tile<PhiloxLanes64>(place / 128) >> (int)(place % 128)) & 1) != 0;
}

file static class SpanExtensions
{
    internal static int CommonElements(this Span<float> left, Span<float> right)
    {
        int count = 0;
        for (int index = 0; index < left.Length; index++)
        {
            count += left[index] == right[index] ? 1 : 0;
        }

        return count;
    }
}
