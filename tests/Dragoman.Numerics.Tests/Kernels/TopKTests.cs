using Dragoman.Numerics.Kernels;

namespace Dragoman.Numerics.Tests.Kernels;

public sealed class TopKTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(64)]
    public void Select_AnyLength_EqualsAStableSort(int k)
    {
        for (int length = k; length <= 257; length++)
        {
            AssertSelects(Samples.Values(length, length), k);
        }

        AssertSelects(Samples.Values(5003, k), k);
    }

    [Theory]
    [InlineData(300_000, 1000)] // 938 spans of 320, fewer than are wanted
    [InlineData(66_000, 900)]
    [InlineData(66_000, 3)]
    public void Select_LongRow_EqualsAStableSort(int length, int k) => AssertSelects(Samples.Values(length, k), k);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Select_ManyTies_PrefersTheSmallerId(int k)
    {
        for (int length = k; length <= 257; length++)
        {
            float[] logits = [.. Samples.Values(length, length).Select(value => MathF.Round(value * 2))];
            AssertSelects(logits, k);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Select_AscendingOrDescending_FindsTheEnds(int k)
    {
        float[] ascending = [.. Enumerable.Range(0, 300).Select(value => (float)value)];
        AssertSelects(ascending, k);
        AssertSelects([.. ascending.Reverse()], k);
        AssertSelects([.. ascending.Select(value => value - 1000f)], k);
        AssertSelects(new float[300], k);
    }

    [Fact]
    public void Select_ForbiddenEntries_ComeLastInOrder()
    {
        for (int length = 3; length <= 100; length++)
        {
            float[] logits = new float[length];
            Array.Fill(logits, float.NegativeInfinity);
            AssertSelects(logits, 1);
            logits[length / 2] = -5f;
            AssertSelects(logits, 1);
            AssertSelects(logits, 3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Select_NotANumber_RanksBelowEverything(int k)
    {
        for (int length = k; length <= 100; length++)
        {
            for (int finite = k; finite <= length; finite += 7)
            {
                float[] logits = new float[length];
                Array.Fill(logits, float.NaN);
                for (int index = 0; index < finite; index++)
                {
                    logits[index * length / finite] = index % 3 == 0 ? float.NegativeInfinity : index % 5;
                }

                int[] ids = new int[k];
                TopK.Select(logits, ids, new float[k]);

                IEnumerable<int> numbers = Enumerable.Range(0, length).Where(id => !float.IsNaN(logits[id]));
                int[] expected = [.. numbers.OrderByDescending(id => logits[id]).Take(k)];
                Assert.Equal(expected, ids);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Select_LongRows_EqualAStableSort(int k)
    {
        System.Random random = new(k);
        for (int length = 1000; length < 70_000; length += length / 3)
        {
            float[] logits = [.. Samples.Values(length, length).Select(value => MathF.Round(value * 50))];
            AssertSelects(logits, k);
            for (int i = 0; i < length / 2; i++)
            {
                logits[random.Next(length)] = i % 2 == 0 ? float.NegativeInfinity : float.NaN;
            }

            int[] ids = new int[k];
            TopK.Select(logits, ids, new float[k]);
            Assert.Equal(Enumerable.Range(0, length).Where(id => !float.IsNaN(logits[id])).OrderByDescending(id => logits[id]).Take(k), ids);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Select_OnlyNotANumber_TakesTheFirst(int k)
    {
        float[] logits = new float[50];
        Array.Fill(logits, float.NaN);
        int[] ids = new int[k];
        float[] values = new float[k];

        TopK.Select(logits, ids, values);

        Assert.Equal(Enumerable.Range(0, k), ids);
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }

    [Fact]
    public void Select_MoreThanThereAre_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TopK.Select([1f, 2f], new int[3], new float[3]));
        Assert.Throws<ShapeException>(() => TopK.Select([1f, 2f], new int[2], new float[1]));
        TopK.Select([], [], []);
    }

    [Fact]
    public void Select_Warm_AllocatesNothing()
    {
        float[] logits = Samples.Values(500, 1);
        int[] ids = new int[8];
        float[] values = new float[8];
        Samples.AssertAllocatesNothing(() => TopK.Select(logits, ids, values));
    }

    private static void AssertSelects(float[] logits, int k)
    {
        int[] ids = new int[k];
        float[] values = new float[k];

        TopK.Select(logits, ids, values);

        int[] expected = [.. Enumerable.Range(0, logits.Length).OrderByDescending(id => logits[id]).Take(k)];
        Assert.Equal(expected, ids);
        Assert.Equal(expected.Select(id => logits[id]), values);
    }
}
