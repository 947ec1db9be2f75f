using Dragoman.Data;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class CorpusSplitTests
{
    private static readonly SentencePair[] Pairs =
        [.. Enumerable.Range(0, 20_000).Select(i => new SentencePair($"sentence {i / 2}", $"phrase {i}"))];

    [Fact]
    public void Select_AllParts_HoldEveryPairOnce()
    {
        CorpusSplit split = new(0.1, 0.2);
        MemoryCorpus corpus = new(Pairs);
        Assert.Equal(Pairs.Length, Enum.GetValues<CorpusPart>().Sum(part => split.Select(corpus, part).Read().Distinct().Count()));
    }

    [Fact]
    public void Select_AllParts_ShareNoSourceSentence()
    {
        CorpusSplit split = new(0.3, 0.3);
        MemoryCorpus corpus = new(Pairs);
        int distinct = Enum.GetValues<CorpusPart>()
            .Sum(part => split.Select(corpus, part).Read().Select(pair => pair.Source).Distinct().Count());
        Assert.Equal(Pairs.Length / 2, distinct);
    }

    [Fact]
    public void PartOf_ManySentences_HoldsTheShares()
    {
        CorpusSplit split = new(0.1, 0.2, seed: 5);
        Dictionary<CorpusPart, int> counts =
            Pairs.Select(pair => pair.Source).Distinct().CountBy(split.PartOf).ToDictionary();
        Assert.InRange(counts[CorpusPart.Validation], 900, 1100);
        Assert.InRange(counts[CorpusPart.Test], 1880, 2120);
    }

    [Fact]
    public void PartOf_SameSeed_IsFixedForGood()
    {
        // Computed by another implementation of the hash: 0 train, 1 validation, 2 test.
        Assert.Equal("200221201200000002020100", Parts(seed: 1));
        Assert.NotEqual(Parts(seed: 1), Parts(seed: 2));

        static string Parts(ulong seed) =>
            string.Concat(Enumerable.Range(0, 24).Select(i => (int)new CorpusSplit(0.25, 0.25, seed).PartOf($"sentence {i}")));
    }

    [Fact]
    public void PartOf_Normalizer_KeepsVariantsTogether()
    {
        CorpusSplit split = new(0.3, 0.3, normalizer: new TextNormalizer(TextOptions.D2l));
        Assert.All(Pairs.Take(200), pair => Assert.Equal(split.PartOf(pair.Source), split.PartOf(pair.Source.ToUpperInvariant() + " ")));
    }

    [Theory]
    [InlineData(-0.1, 0.1)]
    [InlineData(0.1, 1.1)]
    [InlineData(0.6, 0.6)]
    [InlineData(double.NaN, 0.1)]
    public void Constructor_ImpossibleShares_Throws(double validation, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusSplit(validation, test));

    [Fact]
    public void WithCounts_RepeatedSources_HoldsOutThatManyDistinctSources()
    {
        MemoryCorpus corpus = new(Enumerable.Range(0, 300).Select(i => new SentencePair($"sentence {i / 3}", $"phrase {i}")));

        CorpusSplit split = CorpusSplit.WithCounts(corpus, validationCount: 7, testCount: 20, seed: 5);

        Assert.Equal(60, split.Select(corpus, CorpusPart.Test).Read().Count());
        Assert.Equal(21, split.Select(corpus, CorpusPart.Validation).Read().Count());
        Assert.Equal(219, split.Select(corpus, CorpusPart.Train).Read().Count());
    }

    [Fact]
    public void WithCounts_NothingLeftForTraining_Throws()
    {
        MemoryCorpus corpus = new([new SentencePair("a", "b"), new SentencePair("c", "d")]);

        ArgumentException error = Assert.Throws<ArgumentException>(() => CorpusSplit.WithCounts(corpus, 1, 1));

        Assert.Throws<ArgumentException>(() => CorpusSplit.WithCounts(corpus, 2_000_000_000, 2_000_000_000));
        Assert.Contains("2 distinct source sentences, but 2 are to be held out (1 for validation, 1 for the test)", error.Message, StringComparison.Ordinal);
    }
}
