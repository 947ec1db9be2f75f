using Dragoman.Distributed;

namespace Dragoman.Tests.Distributed;

public sealed class RankGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void AllGather_TextsOfAnyLength_AreThoseOfAllRanksOnEach(int count)
    {
        string[] texts = ["", "häuser", "a", "", "the longest of them all"];
        string[][] received = ThreadRanks.Run(count, ranks => new RankGroup(ranks).AllGather(texts[ranks.Rank]));
        Assert.All(received, all => Assert.Equal(texts[..count], all));
    }

    [Fact]
    public void Alone_AllCalls_NeedNobody()
    {
        RankGroup alone = RankGroup.Alone;
        float[] received = new float[2];
        alone.AllToAll<float>([1, 2], received);
        Assert.Equal([1, 2], received);
        Assert.Equal(["a"], alone.AllGather("a"));
        Assert.Equal(3, alone.Together(() => 3));
        Assert.Throws<InvalidDataException>(() => alone.Together(() => throw new InvalidDataException()));
    }

    [Fact]
    public void Together_OneFails_IsToldByThatOneOnly()
    {
        Exception?[] failures = Fail(rank => rank == 1 ? "disk full" : null);
        Assert.IsType<RankFailedException>(failures[0]);
        Assert.IsType<InvalidDataException>(failures[1]);
        Assert.Equal(1, Assert.IsType<RankFailedException>(failures[2]).Rank);
    }

    [Fact]
    public void Together_AllFailAlike_IsToldOnce()
    {
        Exception?[] failures = Fail(_ => "no such file");
        Assert.IsType<InvalidDataException>(failures[0]);
        Assert.All(failures[1..], failure => Assert.IsType<RankFailedException>(failure));
    }

    [Fact]
    public void Together_FailuresDiffer_EachIsTold() =>
        Assert.All(Fail(rank => $"host {rank}"), failure => Assert.IsType<InvalidDataException>(failure));

    private static Exception?[] Fail(Func<int, string?> reasonOf) =>
    [
        .. ThreadRanks.TryRun(3, ranks => new RankGroup(ranks).Together(() => reasonOf(ranks.Rank) is { } reason ? throw new InvalidDataException(reason) : 1))
            .Select(outcome => outcome.Failure),
    ];
}
