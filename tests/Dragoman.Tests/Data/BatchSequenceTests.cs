using Dragoman.Data;
using Dragoman.TestKit;
using Dragoman.Text;

namespace Dragoman.Tests.Data;

public sealed class BatchSequenceTests : IDisposable
{
    private const int PairCount = 103;

    private static readonly SentencePair[] Sentences =
        [.. Enumerable.Range(0, PairCount).Select(i => new SentencePair($"s{i}" + Words(i % 7), $"t{i}" + Words(i % 11)))];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<BatchingOptions> AllOptions =>
    [
        new BatchingOptions(BatchSize: 8, BucketBatches: 3),
        new BatchingOptions(BatchSize: 8, BucketBatches: 3, PoolPairs: 30),
        new BatchingOptions(BatchSize: 40, Unit: BatchUnit.Tokens, BucketBatches: 2, PoolPairs: 17),
        new BatchingOptions(BatchSize: 8, PoolPairs: 1),
        new BatchingOptions(BatchSize: 8, PoolPairs: PairCount),
        new BatchingOptions(BatchSize: 8, PoolPairs: PairCount - 1),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Open_AtAnyPosition_GoesOnLikeTheUninterruptedRun(BatchingOptions options)
    {
        TsvCorpus corpus = Corpus();
        PairEncoder encoder = Encoder(corpus);
        List<(DataPosition Position, string Batch)> run = [];
        using (BatchSequence sequence = BatchSequence.Open(corpus, encoder, options))
        {
            while (sequence.Position.Epoch < 3)
            {
                run.Add((sequence.Position, Text(sequence.Next())));
            }
        }

        for (int start = 0; start < run.Count - 3; start += 5)
        {
            using BatchSequence resumed = BatchSequence.Open(corpus, encoder, options, run[start].Position);
            for (int i = start; i < Math.Min(run.Count, start + 25); i++)
            {
                Assert.Equal(run[i].Position, resumed.Position);
                Assert.Equal(run[i].Batch, Text(resumed.Next()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Next_PairsWithLinks_KeepTheirOwn(BatchingOptions options)
    {
        // Pair i has i % 3 links, all to its first target token.
        SentencePair[] linked = [.. Sentences.Select((pair, i) => pair with { Links = new PairLinks([.. Enumerable.Range(0, i % 3).Select(j => (j, 0))], "links", i + 1) })];
        MemoryCorpus corpus = new(linked.Select(pair => pair with { Source = $"x x {pair.Source}" }));
        PairEncoder encoder = Encoder(Corpus());
        Dictionary<string, int> expected = corpus.Read().Select(pair => encoder.Encode(pair)!)
            .ToDictionary(pair => string.Join(' ', pair.Source) + '|' + string.Join(' ', pair.Target), pair => pair.Links.Length);
        using BatchSequence sequence = BatchSequence.Open(corpus, encoder, options);
        int total = 0;
        while (sequence.Position.Epoch < 1)
        {
            PairBatch batch = sequence.Next();
            for (int i = 0; i < batch.Count; i++)
            {
                int count = expected[string.Join(' ', batch.Source(i).ToArray()) + '|' + string.Join(' ', batch.Target(i).ToArray())];
                Assert.Equal(Enumerable.Range(0, count).Select(j => (j, 0)), batch.Links(i).ToArray());
                total += count;
            }
        }

        Assert.Equal(linked.Sum(pair => pair.Links!.Links.Count), total);
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Next_OverAnEpoch_GivesEveryPairOnce(BatchingOptions options)
    {
        TsvCorpus corpus = Corpus();
        using BatchSequence sequence = BatchSequence.Open(corpus, Encoder(corpus), options);
        string[] epochs = ["", "", ""];
        while (sequence.Position.Epoch < epochs.Length)
        {
            long epoch = sequence.Position.Epoch;
            long batch = sequence.Position.Batch;
            epochs[epoch] += Text(sequence.Next());
            Assert.True(sequence.Position.Epoch == epoch || batch + 1 == sequence.BatchesPerEpoch);
        }

        string[][] pairs = [.. epochs.Select(epoch => epoch.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.All(pairs, epoch => Assert.Equal(PairCount, epoch.Distinct().Count()));
        Assert.All(pairs, epoch => Assert.Equal(PairCount, epoch.Length));
        Assert.Equal(pairs[0].Order(), pairs[1].Order());
        Assert.True(options.PoolPairs == 1 || epochs[0] != epochs[1]);
        Assert.Equal(options.PoolPairs >= PairCount, sequence.PairCount is not null);
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void Next_TextCutByChance_IsCutAnewInEachEpochAndAlikeFromAnyPosition(BatchingOptions options)
    {
        TextOptions pieces = new(Tokenizer: TokenizerKind.BytePair) { BytePair = new BytePairOptions(Merges: 100, Dropout: 0.3f) };
        MemoryCorpus corpus = new(Sentences.Select(pair => new SentencePair($"{pair.Source} and so on and so forth", pair.Target)));
        PairEncoder encoder = new(
            TextModel.Learn(corpus.Read().Select(pair => pair.Source), pieces), TextModel.Learn(corpus.Read().Select(pair => pair.Target), TextOptions.D2l));
        List<(DataPosition Position, string Batch)> run = [];
        using BatchSequence sequence = BatchSequence.Open(corpus, encoder, options);
        while (sequence.Position.Epoch < 3)
        {
            run.Add((sequence.Position, Text(sequence.Next())));
        }

        string[] Epoch(int epoch) => [.. string.Concat(run.Where(batch => batch.Position.Epoch == epoch).Select(batch => batch.Batch)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order()];
        Assert.All(Enumerable.Range(0, 3), epoch => Assert.Equal(PairCount, Epoch(epoch).Length));
        Assert.NotEqual(Epoch(0), Epoch(1));
        Assert.NotEqual(Epoch(1), Epoch(2));
        Assert.Null(sequence.PairCount);
        for (int start = 0; start < run.Count; start += 7)
        {
            using BatchSequence resumed = BatchSequence.Open(corpus, encoder, options, run[start].Position);
            Assert.Equal(run[start].Batch, Text(resumed.Next()));
        }
    }

    [Fact]
    public void Next_HeldBatches_StayValid()
    {
        TsvCorpus corpus = Corpus();
        using BatchSequence sequence = BatchSequence.Open(corpus, Encoder(corpus), new BatchingOptions(BatchSize: 8, PoolPairs: 20));
        PairBatch first = sequence.Next();
        string text = Text(first);
        while (sequence.Position.Epoch < 2)
        {
            sequence.Next();
        }

        Assert.Equal(text, Text(first));
    }

    [Fact]
    public void Next_WithinAnEpochInMemory_AllocatesNothing()
    {
        TsvCorpus corpus = Corpus();
        using BatchSequence sequence = BatchSequence.Open(corpus, Encoder(corpus), new BatchingOptions(BatchSize: 4));

        Assert.Equal(0, Allocations.Warm(() => sequence.Next()));
    }

    [Fact]
    public void Open_EncodedPairs_EqualsTheCorpusInMemory()
    {
        TsvCorpus corpus = Corpus();
        PairEncoder encoder = Encoder(corpus);
        using BatchSequence ofCorpus = BatchSequence.Open(corpus, encoder);
        using BatchSequence ofPairs = BatchSequence.Open(new EncodedPairs(corpus.Read().Select(encoder.Encode).OfType<EncodedPair>()));
        for (int i = 0; i < 9; i++)
        {
            Assert.Equal(Text(ofCorpus.Next()), Text(ofPairs.Next()));
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(20)]
    public void Open_BeyondTheEpoch_Throws(int poolPairs)
    {
        TsvCorpus corpus = Corpus();
        BatchingOptions options = new(PoolPairs: poolPairs);
        PairEncoder encoder = Encoder(corpus);
        NoSuchBatchException e = Assert.Throws<NoSuchBatchException>(
            () => BatchSequence.Open(corpus, encoder, options, new DataPosition(1, 99)));
        Assert.Contains("epoch 1 has", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchSequence.Open(corpus, encoder, options, new DataPosition(-1, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchSequence.Open(corpus, encoder, options, new DataPosition(0, -1)));
    }

    [Fact]
    public void Open_NoPairLeft_Throws()
    {
        TsvCorpus corpus = Corpus();
        TextModel words = TextModel.Learn(["a"], new TextOptions());
        PairEncoder encoder = new(words, words, new EncodingOptions(2, 2, TooLong: TooLongPolicy.Drop));
        MemoryCorpus tooLong = new([new("a a a", "a"), new("a", "a a")], "long pairs");
        CorpusFormatException e = Assert.Throws<CorpusFormatException>(() => BatchSequence.Open(tooLong, encoder));
        Assert.Contains("2 were empty or too long", e.Message, StringComparison.Ordinal);
        Assert.Throws<CorpusFormatException>(() => BatchSequence.Open(new EncodedPairs([])));
        Assert.Throws<CorpusFormatException>(() => BatchSequence.Open(new TsvCorpus(_folder["none"]), Encoder(corpus)));
    }

    [Fact]
    public void Open_DroppedPairs_AreCounted()
    {
        TextModel words = TextModel.Learn(["a"], new TextOptions());
        PairEncoder encoder = new(words, words, new EncodingOptions(2, 2, TooLong: TooLongPolicy.Drop));
        using BatchSequence sequence = BatchSequence.Open(new MemoryCorpus([new("a a", "a"), new("a", "a")]), encoder);
        Assert.Equal(1, sequence.DroppedPairCount);
        Assert.Equal(1, sequence.BatchesPerEpoch);
    }

    private static string Words(int count) => string.Concat(Enumerable.Repeat(" w", count));

    /// <summary>A line for each pair; every sentence has a first word of its own.</summary>
    private static string Text(PairBatch batch)
    {
        string text = "";
        for (int i = 0; i < batch.Count; i++)
        {
            text += $"{string.Join(' ', batch.Source(i).ToArray())} / {string.Join(' ', batch.Target(i).ToArray())}\n";
        }

        return text;
    }

    private static PairEncoder Encoder(TsvCorpus corpus) => new(
        TextModel.Learn(corpus.Read().Select(pair => pair.Source), new TextOptions()),
        TextModel.Learn(corpus.Read().Select(pair => pair.Target), new TextOptions()));

    private TsvCorpus Corpus() =>
        new(_folder.Write("corpus.tsv", string.Concat(Sentences.Select(pair => $"{pair.Source}\t{pair.Target}\n"))));
}
