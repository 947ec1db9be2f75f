using Dragoman.Data;

namespace Dragoman.Tests.Data;

public sealed class HashedSetTests
{
    [Fact]
    public void Add_ManyNumbers_KnowsEach()
    {
        HashedSet set = new();
        HashSet<ulong> expected = [];
        for (ulong i = 0; i < 100_000; i++)
        {
            ulong number = RandomBits.Hash(i % 70_000);
            Assert.Equal(expected.Add(number), set.Add(number));
        }

        Assert.Equal(expected.Count, set.Count);
        Assert.All(expected, number => Assert.False(set.Add(number)));
    }

    [Fact]
    public void Add_Zero_IsANumberLikeOthers()
    {
        HashedSet set = new();

        Assert.True(set.Add(0));
        Assert.False(set.Add(0));
        Assert.True(set.Add(ulong.MaxValue));
        Assert.Equal(2, set.Count);
    }

    [Fact]
    public void Add_AMillion_TakesTenToTwentyBytesEach()
    {
        HashedSet set = new();
        for (ulong i = 0; i < 1_000_000; i++)
        {
            set.Add(RandomBits.Hash(i));
            if (i >= 100_000 && i % 1000 == 0)
            {
                Assert.InRange(set.Bytes, 9 * set.Count, 22 * set.Count);
            }
        }

        Assert.Equal(1_000_000, set.Count);
    }
}
