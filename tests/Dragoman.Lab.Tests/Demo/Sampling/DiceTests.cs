using Dragoman.Lab.Demo.Sampling;

namespace Dragoman.Lab.Tests.Demo.Sampling;

public sealed class DiceTests
{
    [Fact]
    public void Below_AnyBound_StaysInsideAndReachesAll()
    {
        Dice random = new(5);
        int[] counts = new int[7];
        for (int i = 0; i < 7000; i++)
        {
            counts[random.Below(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Pick_WithCondition_PicksFittingOnly()
    {
        Dice random = new(5);
        string[] words = ["a", "bb", "cc"];
        HashSet<string?> picked = [.. Enumerable.Range(0, 100).Select(_ => random.Pick(words, word => word.Length == 2))];
        Assert.Equal(["bb", "cc"], picked.Order());
        Assert.Null(random.Pick(words, word => word.Length == 3));
    }

    [Fact]
    public void Draw_WeightedChoice_FollowsTheWeights()
    {
        Dice random = new(5);
        Choice<string> choice = new((3, "often"), (1, "seldom"));
        int often = Enumerable.Range(0, 4000).Count(_ => choice.Draw(random) == "often");
        Assert.InRange(often, 2850, 3150);
    }
}
