using Dragoman.Data;

namespace Dragoman.Tests.Data;

public sealed class RandomTests
{
    [Fact]
    public void Next_KnownKey_IsFixedForGood()
    {
        Xoshiro256 random = new(1, 2, 3);
        Assert.Equal([825752518747712820UL, 9848724971084588407UL], [random.Next(), random.Next()]);
    }

    [Fact]
    public void NextBelow_ManyDraws_AreEven()
    {
        Xoshiro256 random = new(7);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.NextBelow(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Shuffle_AllOrdersOfThree_AreEquallyLikely()
    {
        Xoshiro256 random = new(8);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < 12_000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle(items.AsSpan());
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1_800, 2_200));
    }
}
