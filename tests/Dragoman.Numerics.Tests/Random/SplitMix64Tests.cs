using Dragoman.Numerics.Random;

namespace Dragoman.Numerics.Tests.Random;

public sealed class SplitMix64Tests
{
    /// <summary>The first outputs for the seed 0, as published with the generator.</summary>
    [Fact]
    public void NextBits_SeedOfZero_GivesThePublishedNumbers()
    {
        SplitMix64 random = new(0);
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void Next_AnyBound_StaysInsideAndReachesAll()
    {
        SplitMix64 random = new(5);
        int[] counts = new int[7];
        for (int i = 0; i < 7000; i++)
        {
            counts[random.Next(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }
}
