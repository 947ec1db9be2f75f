using Dragoman.Shards;

namespace Dragoman.Tests.Shards;

public sealed class ShardTests
{
    [Fact]
    public void Holds_OfEveryDivision_EachLineIsOfOnePart()
    {
        for (int count = 1; count <= 12; count++)
        {
            Shard[] parts = [.. Enumerable.Range(1, count).Select(number => new Shard(number, count))];
            for (long lines = 0; lines <= 30; lines++)
            {
                Assert.Equal(lines, parts.Sum(part => part.LinesOf(lines)));
                Assert.All(parts, part => Assert.Equal(Lines(lines).Count(part.Holds), part.LinesOf(lines)));
            }

            Assert.All(Lines(30), line => Assert.Single(parts, part => part.Holds(line)));
        }
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("03/16", 3, 16)]
    [InlineData("10000/10000", 10000, 10000)]
    public void Parse_OfAPart_ReadsIt(string text, int number, int count) => Assert.Equal(new Shard(number, count), Shard.Parse(text));

    [Theory]
    [InlineData("0/1")]
    [InlineData("2/1")]
    [InlineData("1/10001")]
    [InlineData("-1/2")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("/")]
    [InlineData("1 / 2")]
    [InlineData("")]
    public void Parse_OfNoPart_IsNull(string text) => Assert.Null(Shard.Parse(text));

    [Fact]
    public void After_OfLines_TellsOtherLinesApart()
    {
        string[][] texts = [[], [""], ["", ""], ["a"], ["a", "b"], ["b", "a"], ["ab"], ["a", "", "b"]];

        Assert.Distinct(texts.Select(text => text.Aggregate(default(TextPosition), (position, line) => position.After(line))));
    }

    private static IEnumerable<long> Lines(long count) => Enumerable.Range(1, (int)count).Select(line => (long)line);
}
