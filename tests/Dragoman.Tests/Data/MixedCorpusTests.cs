using Dragoman.Data;
using Dragoman.Options;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class MixedCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<double[]> Weights =>
    [
        new[] { 1.0, 1.0 },
        new[] { 1.0, 3.0 },
        new[] { 0.7, 0.3 },
        new[] { 0.1, 0.2, 0.7 },
        new[] { 1.0, 1000.0, 1.0 },
        new[] { 5.0, 1.0, 1.0, 1.0, 2.0, 0.5 },
        new[] { 0.333333, 0.333333, 0.333334 },
        new[] { 3.0, 3.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0 },
        new[] { 9.0 },
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Weights))]
    public void Next_AtEveryPoint_SharesAreWithinAPair(double[] weights)
    {
        MixtureTurns turns = new(MixtureTurns.SharesOf([.. weights.Select((weight, i) => new WeightedCorpus(Numbered($"{i}", 1), weight))]));
        decimal total = weights.Sum(weight => (decimal)weight);
        long[] counts = new long[weights.Length];
        for (int turn = 1; turn <= 5000; turn++)
        {
            counts[turns.Next()]++;
            for (int i = 0; i < weights.Length; i++)
            {
                decimal due = turn * (decimal)weights[i] / total;
                Assert.InRange(counts[i], (long)Math.Floor(due), (long)Math.Ceiling(due));
            }
        }
    }

    [Fact]
    public void Next_RandomWeights_SharesAreWithinAPair()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            double[] weights = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(1, 1000) / 100.0)];
            Next_AtEveryPoint_SharesAreWithinAPair(weights);
        }
    }

    [Fact]
    public void Next_AfterAFullRound_BeginsTheSameAgain()
    {
        MixtureTurns turns = new([2, 3, 7]);
        int[] order = [.. Enumerable.Range(0, 36).Select(_ => turns.Next())];

        Assert.Equal(order[..12], order[12..24]);
        Assert.Equal(order[..12], order[24..]);
        Assert.Equal([2, 3, 7], order[..12].CountBy(part => part).OrderBy(part => part.Key).Select(part => part.Value));
    }

    [Fact]
    public void Read_SmallCorpus_BeginsAgainUntilTheLargeOneIsRead()
    {
        MixedCorpus corpus = new(new(Numbered("large", 10), 1), new(Numbered("small", 3), 1));

        string[] sources = [.. corpus.Read().Select(pair => pair.Source)];

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"large{i}"), sources.Where(source => source.StartsWith("large", StringComparison.Ordinal)));
        string[] small = [.. sources.Where(source => source.StartsWith("small", StringComparison.Ordinal))];
        Assert.Equal(Enumerable.Range(0, small.Length).Select(i => $"small{i % 3}"), small);
        Assert.InRange(small.Length, 9, 10);
        Assert.Equal(sources, corpus.Read().Select(pair => pair.Source));
        Assert.Equal("large (weight 1) and small (weight 1)", corpus.Name);
    }

    [Theory]
    [InlineData(10, 1, 30, 3)]
    [InlineData(7, 0.7, 3, 0.3)]
    public void Read_WeightsAsSizes_ReadsEachOnce(int one, double oneWeight, int other, double otherWeight)
    {
        MixedCorpus corpus = new(new(Numbered("a", one), oneWeight), new(Numbered("b", other), otherWeight));

        Assert.Equal(one + other, corpus.Read().Distinct().Count());
        Assert.Equal(one + other, corpus.Read().Count());
    }

    [Fact]
    public void Read_Pass_EndsWithTheLastPairOfTheCorpusThatIsLargestForItsWeight()
    {
        // 40 pairs of weight 4 need 10 rounds, 12 of weight 1 need 12.
        SentencePair[] pairs = [.. new MixedCorpus(new(Numbered("a", 40), 4), new(Numbered("b", 12), 1)).Read()];

        Assert.Equal("b11", pairs[^1].Source);
        Assert.Equal(1, pairs.Count(pair => pair.Source == "b11"));
        Assert.InRange(pairs.Length, 56, 60);
    }

    [Fact]
    public void ReadAll_BlankPairs_TakeNoTurnAndReadSkipsThem()
    {
        MemoryCorpus blanks = new([new("", ""), new("x0", "y"), new(" ", "y"), new("x1", "y"), new("x", "")], "blanks");
        MixedCorpus corpus = new(new(blanks, 1), new(Numbered("a", 4), 2));

        SentencePair[] all = [.. corpus.ReadAll()];

        Assert.Equal(["a0", "x0", "a1", "a2", "x1", "a3"], corpus.Read().Select(pair => pair.Source));
        Assert.Equal(corpus.Read(), all.Where(pair => !pair.IsBlank));
        Assert.Equal(3, all.Count(pair => pair.IsBlank));
    }

    [Fact]
    public void Read_PoolsOfFiles_EqualThePassInMemory()
    {
        MixedCorpus corpus = new(new(File("a.tsv", "a", 25), 1), new(File("b.tsv", "b", 4), 2), new(File("c.tsv", "c", 9), 0.5));
        PairEncoder encoder = Encoder(corpus);
        EncodedPairs whole = new(corpus.Read().Select(encoder.Encode).OfType<EncodedPair>());
        using PoolReader reader = new(corpus, encoder, poolPairs: 7, key: 0);
        List<string> streamed = [];
        while (!reader.IsAtEnd)
        {
            EncodedPairs pool = reader.ReadPool();
            streamed.AddRange(Enumerable.Range(0, pool.Count).Select(i => Text(pool, i)));
        }

        Assert.Equal(Enumerable.Range(0, whole.Count).Select(i => Text(whole, i)), streamed);

        static string Text(EncodedPairs pairs, int i) => $"{string.Join(' ', pairs.Source(i).ToArray())}|{string.Join(' ', pairs.Target(i).ToArray())}";
    }

    [Fact]
    public void Select_HeldOutSentences_AreInNoPartAndOnceEach()
    {
        SentencePair[] shared = [.. Enumerable.Range(0, 20).Select(i => new SentencePair($"both{i}", "x"))];
        MemoryCorpus general = new([.. Numbered("general", 400).Read(), .. shared]);
        MemoryCorpus domain = new([.. Numbered("domain", 60).Read(), .. shared]);
        MixedCorpus corpus = new(new(general, 1), new(domain, 1));
        CorpusSplit split = new(0.2, 0.1);

        SentencePair[] train = [.. split.Select(corpus, CorpusPart.Train).Read()];
        SentencePair[] held = [.. split.Select(corpus, CorpusPart.Validation).Read()];

        Assert.Empty(train.Select(pair => pair.Source).Intersect(held.Select(pair => pair.Source)));
        Assert.Equal(general.Read().Concat(domain.Read()).Where(pair => split.PartOf(pair.Source) == CorpusPart.Validation), held);
        Assert.True(train.Count(pair => pair.Source.StartsWith("domain", StringComparison.Ordinal)) > 2 * 60); // The small corpus is repeated, what is held out of it is not.
        CorpusSplit counted = CorpusSplit.WithCounts(corpus, 10, 15);
        Assert.Equal(10, counted.Select(corpus, CorpusPart.Validation).Read().Select(pair => pair.Source).Distinct().Count());
    }

    [Theory]
    [InlineData(0.0, "is 0; it must be a positive number")]
    [InlineData(-1.0, "is -1; it must be a positive number")]
    [InlineData(double.NaN, "is NaN; it must be a positive number")]
    [InlineData(double.PositiveInfinity, "it must be a positive number")]
    [InlineData(1e-30, "too far apart")]
    [InlineData(1e-7, "more than 1,000,000 pairs of one would come for each of the other")]
    [InlineData(1e30, "too far apart")]
    [InlineData(1.23456789012345e-9, "too far apart")]
    public void Constructor_WeightWithoutSense_IsRefused(double weight, string message)
    {
        ConfigurationException error = Assert.Throws<ConfigurationException>(() => new MixedCorpus(new(Numbered("a", 1), 1), new(Numbered("b", 1), weight)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CorpusWithoutUsablePair_IsRefusedByName()
    {
        MixedCorpus corpus = new(new(Numbered("a", 3), 1), new(new MemoryCorpus([new("", "x")], "nothing"), 1));

        CorpusFormatException error = Assert.Throws<CorpusFormatException>(() => corpus.Read().Count());

        Assert.Contains("nothing: no pair can be used", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MixedCorpus());
    }

    private static MemoryCorpus Numbered(string name, int count) => new(Enumerable.Range(0, count).Select(i => new SentencePair($"{name}{i}", $"t{i}")), name);

    private TsvCorpus File(string file, string name, int count) =>
        new(_folder.Write(file, string.Concat(Numbered(name, count).Read().Select(pair => $"{pair.Source}\t{pair.Target}\n"))));

    private static PairEncoder Encoder(MixedCorpus corpus) => new(
        TextModel.Learn(corpus.Read().Select(pair => pair.Source), new TextOptions()), TextModel.Learn(corpus.Read().Select(pair => pair.Target), new TextOptions()));
}
