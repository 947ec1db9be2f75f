using Dragoman.Numerics.Random;
using Dragoman.Numerics.Tests.Kernels;

namespace Dragoman.Numerics.Tests.Random;

public sealed class RandomStreamTests
{
    [Fact]
    public void NextUInt32_StartOfStream_ReadsPhiloxBlocksInOrder()
    {
        RandomStream stream = new(0);

        uint[] words = [stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32(), stream.NextUInt32()];

        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u], words);
        Assert.Equal(4ul, stream.Position);
    }

    [Fact]
    public void Constructor_SavedPosition_ContinuesToTheSameDraws()
    {
        RandomStream stream = new(11, 2);
        for (int drawn = 0; drawn < 23; drawn++)
        {
            RandomStream restored = new(stream.Seed, stream.Stream, stream.Position);
            for (int index = 0; index < 5; index++)
            {
                stream.NextGaussianPair();
                restored.NextGaussianPair();
                Assert.Equal(stream.NextUInt32(), restored.NextUInt32());
            }

            Assert.Equal(stream.Position, restored.Position);
            _ = stream.NextFloat();
        }
    }

    [Fact]
    public void NextUInt64_OtherStreamOrSeed_DiffersEverywhere()
    {
        RandomStream a = new(1, 0), b = new(1, 1), c = new(2, 0);
        for (int index = 0; index < 100; index++)
        {
            ulong word = a.NextUInt64();
            Assert.NotEqual(word, b.NextUInt64());
            Assert.NotEqual(word, c.NextUInt64());
        }
    }

    [Fact]
    public void NextFloat_ManyDraws_AreEvenAndBelowOne()
    {
        RandomStream stream = new(3);
        double sum = 0, squares = 0;
        const int Count = 100_000;
        for (int index = 0; index < Count; index++)
        {
            float value = stream.NextFloat();
            Assert.InRange(value, 0f, MathF.BitDecrement(1f));
            sum += value;
            squares += (double)value * value;
        }

        Assert.InRange(sum / Count, 0.495, 0.505);
        Assert.InRange(squares / Count, 1.0 / 3 - 0.005, 1.0 / 3 + 0.005);
    }

    [Fact]
    public void NextGaussianPair_ManyDraws_HaveTheMomentsOfTheNormal()
    {
        RandomStream stream = new(4);
        double sum = 0, squares = 0, fourths = 0;
        const int Count = 100_000;
        for (int index = 0; index < Count; index++)
        {
            double value = stream.NextGaussianPair().First;
            sum += value;
            squares += value * value;
            fourths += value * value * value * value;
        }

        Assert.InRange(sum / Count, -0.02, 0.02);
        Assert.InRange(squares / Count, 0.98, 1.02);
        Assert.InRange(fourths / Count, 2.85, 3.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void NextInt_SmallBound_DrawsEachOutcomeEquallyOften(int bound)
    {
        RandomStream stream = new(5);
        int[] counts = new int[bound];
        const int PerOutcome = 10_000;
        for (int index = 0; index < bound * PerOutcome; index++)
        {
            counts[stream.NextInt(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void NextInt_BoundThatHalvesBadly_StaysUnbiased()
    {
        // Without rejection, one half of these outcomes would come twice as often as the other.
        const int Bound = 3 << 29;
        RandomStream stream = new(6);
        int low = 0;
        for (int index = 0; index < 30_000; index++)
        {
            int value = stream.NextInt(Bound);
            Assert.InRange(value, 0, Bound - 1);
            low += value % 3 == 0 ? 1 : 0;
        }

        Assert.InRange(low, 9_700, 10_300);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_BoundBelowOne_Throws(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(0).NextInt(bound));

    [Fact]
    public void Draws_Warm_AllocateNothing()
    {
        RandomStream stream = new(8);
        Samples.AssertAllocatesNothing(() =>
        {
            _ = stream.NextGaussianPair();
            _ = stream.NextInt(7);
            _ = stream.NextUInt64();
        });
    }
}
