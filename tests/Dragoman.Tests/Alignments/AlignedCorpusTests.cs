using Dragoman.Alignments;
using Dragoman.Data;
using Dragoman.TestKit;

namespace Dragoman.Tests.Alignments;

public sealed class AlignedCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_BlankPairs_KeepsLinksWithTheirPairs()
    {
        SentencePair[] pairs = [.. Open("a b\tc\n\tx\nd\te f\n", "0-0 1-0\n9-9\n\n").Read()];

        Assert.Equal(["a b", "d"], pairs.Select(pair => pair.Source));
        Assert.Equal([(0, 0), (1, 0)], pairs[0].Links!.Links);
        Assert.Empty(pairs[1].Links!.Links);
        Assert.Equal(3, pairs[1].Links!.Line);
    }

    [Fact]
    public void Read_PartOfASplit_KeepsTheLinks()
    {
        AlignedCorpus corpus = Open(string.Concat(Enumerable.Range(0, 40).Select(i => $"s{i}\tt\n")), string.Concat(Enumerable.Range(0, 40).Select(i => $"{i}-0\n")));
        CorpusSplit split = new(validationShare: 0.5, testShare: 0);
        SentencePair[] part = [.. split.Select(corpus, CorpusPart.Train).Read()];
        Assert.InRange(part.Length, 1, 39);
        Assert.All(part, pair => Assert.Equal(pair.Source, $"s{pair.Links!.Links[0].Source}"));
    }

    [Theory]
    [InlineData("0-0\n", "links: the file has 1 line, but ")]
    [InlineData("0-0\n1-1\n2-2\n", "links, line 3: ")]
    [InlineData("0-0\n1:1\n", "links, line 2: '1:1' is not a link")]
    public void Read_LinksDoNotFit_SaysWhere(string links, string message)
    {
        CorpusFormatException failure = Assert.Throws<CorpusFormatException>(() => Open("a\tb\nc\td\n", links).Read().ToList());
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private AlignedCorpus Open(string pairs, string links) => new(new TsvCorpus(_folder.Write("a.tsv", pairs)), _folder.Write("links", links));
}
